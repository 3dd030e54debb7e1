"""Addresses of the HR desk."""

from django.urls import path

from hr.views import desk, record

app_name = "hr"

urlpatterns = [
    path("personal/", desk.desk, name="desk"),
    path("personal/nachweise/<str:code>.pdf", desk.certificate, name="certificate"),
    path("personal/nachweise/<str:code>/", record.record, name="record"),
    path("personal/nachweise/<str:code>/korrigieren/", record.correct, name="correct"),
    path("personal/nachweise/<str:code>/widerrufen/", record.revoke, name="revoke"),
    path("personal/zip/", desk.certificates_zip, name="zip"),
    path("personal/liste.xlsx", desk.completions_xlsx, name="xlsx"),
]
