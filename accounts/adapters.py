"""What django-allauth may do here: sign in, not sign up; and how it speaks to people."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# allauth's own German says "du" here. Being in our catalogue, this text takes precedence.
gettext_noop("You must type the same password each time.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by municipalities; nobody registers alone.

    Mails name the address in the settings, whatever host the request asked for.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is locked. Please ask your HR office."),
        "email_password_mismatch": _("E-mail address or password is not right."),
        "enter_current_password": _("Please enter your current password."),
        "incorrect_code": _("This code is not right."),
        "incorrect_password": _("This password is not right."),
        "invalid_password_reset": _("This link is no longer valid. Please request a new one."),
        "rate_limited": _("Too many attempts. Please try again in a few minutes."),
        "too_many_login_attempts": _("Too many attempts. Please try again in a few minutes."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` leads to a page of this site, named without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return settings.BASE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        host = urlsplit(settings.BASE_URL).netloc
        site = SimpleNamespace(domain=host, name=host)
        super().send_mail(template_prefix, email, context | {"current_site": site})
