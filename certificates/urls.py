"""Addresses of a person's certificates and of the public check."""

from django.urls import path

from certificates.views import check, mine

app_name = "certificates"
urlpatterns = [
    path("meine-nachweise/", mine.mine, name="mine"),
    path("meine-nachweise/<str:code>.pdf", mine.download, name="download"),
    path("pruefen/", check.check_form, name="check_form"),
    path("pruefen/<str:code>/", check.check, name="check"),
]
