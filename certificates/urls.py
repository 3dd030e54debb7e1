"""Addresses of a person's certificates and of the public check."""

from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [
    path("meine-nachweise/", views.mine, name="mine"),
    path("meine-nachweise/<str:code>.pdf", views.download, name="download"),
    path("pruefen/", views.check_form, name="check_form"),
    path("pruefen/<str:code>/", views.check, name="check"),
]
