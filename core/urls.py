"""Pages that take the place of Wagtail's own; included before its administration.

The addresses are Wagtail's, so that its links lead here. A test compares the two.
"""

from django.http import Http404
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.views.account import SettingsOnlyAccountView
from core.views.media import (
    DeleteDocumentView,
    DeleteImageView,
    DeleteUploadedDocumentView,
    DeleteUploadedImageView,
    delete_recording,
)


def nothing_here(request):
    """Stand in for what the product does not offer."""
    raise Http404


urlpatterns = [
    path("account/", SettingsOnlyAccountView.as_view()),
    path("images/<int:image_id>/delete/", DeleteImageView.as_view()),
    path("images/multiple/<int:image_id>/delete/", DeleteUploadedImageView.as_view()),
    path("documents/delete/<int:document_id>/", DeleteDocumentView.as_view()),
    path("documents/multiple/<int:doc_id>/delete/", DeleteUploadedDocumentView.as_view()),
    path("media/delete/<int:media_id>/", delete_recording),
    path("media/media/add/", nothing_here),  # would store a recording that is neither kind
    re_path(r"^media/(?:audio|video)/chooser/upload/$", nothing_here),  # see chooser.html
    path("failwhale/", nothing_here),  # Wagtail's raises an error, to try out the logs
]
# Who did what and when, who waits how long for whom, who published last: of all colleagues, in
# one list and as a spreadsheet. (A single page's own history stays with those who edit it.)
for report in ("site-history", "workflow", "workflow_tasks", "aging-pages"):
    urlpatterns += [
        path(f"reports/{report}/", nothing_here),
        path(f"reports/{report}/results/", nothing_here),
    ]
urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
