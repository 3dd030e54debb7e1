"""Addresses of the catalogue."""

from django.urls import path

from courses.views.catalogue import catalogue

app_name = "courses"

urlpatterns = [path("kurse/", catalogue, name="catalogue")]
