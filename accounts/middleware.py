"""Tells each request who is signed in."""

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.utils.functional import SimpleLazyObject

from accounts.backends import person_of


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, with the person read together with the session."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(
            lambda: person_of(request.session, lambda: get_user(request))
        )
