"""Addresses of the catalogue."""

from django.urls import path

from courses.views.catalogue import catalogue, set_manages
from courses.views.glossary import glossary

app_name = "courses"

urlpatterns = [
    path("kurse/", catalogue, name="catalogue"),
    path("fuehrungsaufgaben/", set_manages, name="set_manages"),
    path("glossar/", glossary, name="glossary"),
]
