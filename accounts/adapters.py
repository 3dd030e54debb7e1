"""What django-allauth may do here: sign in, not sign up."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by municipalities; nobody registers alone."""

    def is_open_for_signup(self, request) -> bool:
        return False
