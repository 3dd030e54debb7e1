"""All addresses. German where people read them."""

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from lms import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("sprache/", set_language, name="set_language"),
    path("konto/", include("allauth.account.urls")),
    path("", include("courses.urls")),
    path("", include("learning.urls")),
    path("", include("certificates.urls")),
    path("", include("accounts.urls")),
    path("", include("hr.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include("core.urls")),  # before Wagtail's: these take the place of its own
    path("admin/", include(admin_urls)),
    path("dokumente/", include(document_urls)),
    path("", include(wagtail_urls)),
]
