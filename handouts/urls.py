"""Addresses of what people take along."""

from django.urls import path

from handouts.views import plan, readings

app_name = "handouts"
urlpatterns = [
    path("mein-plan/", plan.plan, name="plan"),
    path("mein-plan/mein-plan.pdf", plan.pdf, name="plan_pdf"),
    path("mein-plan/mein-plan.ics", plan.ics, name="plan_ics"),
    path("mein-plan/leer.pdf", plan.empty, name="empty_plan"),
    path(
        "kurse/<slug:course_slug>/lernen/<slug:lesson_slug>/handreichung.pdf",
        readings.lesson,
        name="lesson",
    ),
    path(
        "kurse/<slug:course_slug>/module/<slug:module_slug>/handreichung.pdf",
        readings.module,
        name="module",
    ),
]
