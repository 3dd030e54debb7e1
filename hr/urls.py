"""Addresses of the HR desk."""

from django.urls import path

from hr import views

app_name = "hr"

urlpatterns = [
    path("personal/", views.desk, name="desk"),
    path("personal/nachweise/<str:code>.pdf", views.certificate, name="certificate"),
    path("personal/zip/", views.certificates_zip, name="zip"),
    path("personal/liste.xlsx", views.completions_xlsx, name="xlsx"),
]
