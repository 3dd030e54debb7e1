"""Addresses of the HR desk."""

from django.urls import path

from hr.views import bundles, desk, record

app_name = "hr"

urlpatterns = [
    path("personal/", desk.desk, name="desk"),
    path("personal/nachweise/<str:code>.pdf", desk.certificate, name="certificate"),
    path("personal/nachweise/<str:code>/", record.record, name="record"),
    path("personal/nachweise/<str:code>/korrigieren/", record.correct, name="correct"),
    path("personal/nachweise/<str:code>/widerrufen/", record.revoke, name="revoke"),
    path("personal/dateien/", desk.bundle, name="request_bundle"),
    path("personal/dateien/<uuid:key>/", bundles.bundle, name="bundle"),
    path("personal/dateien/<uuid:key>/abruf/", bundles.bundle_file, name="bundle_file"),
    path("personal/liste.xlsx", desk.completions_xlsx, name="xlsx"),
]
