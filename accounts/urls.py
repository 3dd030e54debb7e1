"""Addresses of the municipality's own pages."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("soforthilfe/", views.immediate_help, name="help"),
    path("soforthilfe/leichte-sprache/", views.immediate_help_easy, name="help_easy"),
    path("kommune/", views.local_contacts, name="organisation"),
    path("kommune/bescheinigungen/", views.certificates, name="certificates"),
    path("kommune/personen/", views.people, name="people"),
    path("kommune/personen/neu/", views.person_add, name="person_add"),
    path("kommune/personen/<uuid:key>/", views.person_edit, name="person_edit"),
    path("kommune/personen/<uuid:key>/zugang/", views.person_access, name="person_access"),
    path("mein-konto/sitzung/", views.session, name="session"),
    path("mein-konto/zugriffe/", views.access_log, name="access_log"),
]
