"""Responses: where the strict content security policy holds, what is packed and what is cached."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers

ADMIN_PREFIX = "/admin/"

# Wagtail's editor has inline scripts and styles and shows previews in frames.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings everywhere, Wagtail's needs below `/admin/` only.

    A preview is made by a request of its own that carries the page's address.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PREFIX):
            parts.replace = {**(parts.replace or {}), **ADMIN_POLICY}
        elif getattr(request, "is_preview", False):
            # The editor shows drafts in a frame; everything else stays as learners have it.
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        return parts


class PackedPagesMiddleware(GZipMiddleware):
    """Pack pages, and nothing else: papers and media are packed already and asked for in ranges.

    What is secret in a page is masked anew each time, and Django varies the length of what is
    packed, so that its size tells nothing of it (BREACH).
    """

    def process_response(self, request, response):
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class PrivateResponsesMiddleware:
    """Keep pages of signed-in people out of every cache, the browser's back button included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        # In this order: asking who it is makes an answer for everybody one for this browser only.
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
