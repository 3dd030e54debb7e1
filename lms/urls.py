"""All addresses. German where people read them."""

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.views.images import rendition
from core.views.recordings import recording
from lms import views

sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

# Of allauth, what signing in needs: addresses are entered by the municipality and stay.
closed_account_pages = [
    path("email/", views.closed),
    path("confirm-email/", views.closed),
    path("confirm-email/<str:key>/", views.closed),
]

administration = [
    path("login/", sign_in),
    path("", include("core.urls")),  # before Wagtail's: these take the place of its own
    path("", include(admin_urls)),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("kurse/<slug:course_slug>/kursblatt/", views.course_sheet, name="course_sheet"),
    path("sprache/", set_language, name="set_language"),
    path("konto/", include(closed_account_pages)),
    path("konto/", include("allauth.account.urls")),
    path("", include("courses.urls")),
    path("", include("learning.urls")),
    path("", include("certificates.urls")),
    path("", include("handouts.urls")),
    path("", include("accounts.urls")),
    path("", include("hr.urls")),
    path("admin/", include(decorate_urlpatterns(administration, views.hidden_from_learners))),
    path("dokumente/", include(document_urls)),
    path("media/images/<str:name>", rendition, name="rendition"),
    path("medien/<int:recording_id>/<str:name>", recording, name="recording"),
    path("_util/login/", sign_in),  # Wagtail's own counts no attempts
    path("", include(wagtail_urls)),
]
