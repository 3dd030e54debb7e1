"""Addresses of what people take along."""

from django.urls import path

from handouts.views import plan

app_name = "handouts"
urlpatterns = [
    path("mein-plan/", plan.plan, name="plan"),
    path("mein-plan/leer.pdf", plan.empty, name="empty_plan"),
]
