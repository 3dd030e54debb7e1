"""All addresses. German where people read them."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

urlpatterns = [
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include("core.urls")),  # before Wagtail's: these take the place of its own
    path("admin/", include(admin_urls)),
    path("dokumente/", include(document_urls)),
    path("", include(wagtail_urls)),
]
