"""Addresses of the catalogue."""

from django.urls import path

from courses.views.catalogue import catalogue
from courses.views.glossary import glossary

app_name = "courses"

urlpatterns = [
    path("kurse/", catalogue, name="catalogue"),
    path("glossar/", glossary, name="glossary"),
]
