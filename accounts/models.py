"""People, municipalities and who belongs where in which role."""

import uuid
from importlib import import_module

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import NameRule, Role
from core.names import clean_name
from core.validators import validate_name

ROLE_LABELS = {
    Role.LEARNER: _("Learner"),
    Role.TRAINER: _("Trainer"),
    Role.HR: _("HR office"),
    Role.ADMIN: _("Administrator"),
}


NAME_RULE_LABELS = {
    NameRule.HIDDEN: _("is not shown"),
    NameRule.COMPARE: _("is not shown; whoever types it in learns whether it is the right one"),
    NameRule.SHOWN: _("is shown"),
}


class UserManager(BaseUserManager):
    """Creates people; addresses are compared without regard to case."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail.

    There is no time of the last sign-in and no date of joining: nobody needs them, and what
    is not stored cannot be used to watch staff.
    """

    last_login = None
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )
    name = models.CharField(
        _("first and last name"),
        max_length=200,
        validators=[validate_name],
        help_text=_("As it should be printed on certificates."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = self.email.lower()
        self.name = clean_name(self.name)

    @property
    def is_staff(self) -> bool:
        """Django's own admin is not installed; only superusers count as its staff."""
        return self.is_superuser

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """The person's memberships with their municipalities, read once per request."""
        if not self.is_active:
            return []
        return list(self.memberships.select_related("organisation").order_by("id"))

    @cached_property
    def _roles(self) -> list[tuple[str, int]]:
        """The person's roles and where they hold: all that the menu of every page needs."""
        if not self.is_active:
            return []
        return list(self.memberships.values_list("role", "organisation_id"))

    def keep_roles(self, roles: list[tuple[str, int]]) -> None:
        """Take the roles from whoever has read them together with the person."""
        self._roles = roles if self.is_active else []

    def has_role(self, role: Role, organisation: "Organisation | None" = None) -> bool:
        """Whether the person has a role, in the given municipality or in any."""
        return any(
            held == role and (organisation is None or organisation_id == organisation.pk)
            for held, organisation_id in self._roles
        )

    @property
    def organisation(self) -> "Organisation | None":
        """The municipality the person learns for: that of their oldest membership."""
        memberships = self.current_memberships
        return memberships[0].organisation if memberships else None


class Organisation(models.Model):
    """A municipality: tenant of the platform and issuer of its people's certificates."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    address = models.TextField(_("postal address"), max_length=400, blank=True)
    issuer_name = models.CharField(
        _("issuer on certificates"),
        max_length=200,
        blank=True,
        help_text=_("For example “City of Musterstadt, HR office”. Empty: the name above."),
    )
    reporting_path = models.TextField(
        _("reporting path"),
        max_length=3000,
        blank=True,
        help_text=_("Whom do people tell first, whom next? One step per line."),
    )
    contacts_version = models.PositiveIntegerField(default=0, editable=False)
    name_on_check = models.CharField(
        _("name on the page that checks certificates"),
        max_length=10,
        choices=list(NAME_RULE_LABELS.items()),
        default=NameRule.HIDDEN,
        help_text=_("Whoever has a certificate’s check code can open this page."),
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def issuer(self) -> str:
        return self.issuer_name or self.name


class LocalContact(models.Model):
    """A person or office in the municipality that people can turn to."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("name or office"), max_length=200)
    task = models.CharField(_("helps with"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["sort_order", "id"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A person has a role in a municipality."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=list(ROLE_LABELS.items()))

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="one_membership_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]), name="known_role"
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.organisation} · {self.get_role_display()}"


class Session(AbstractBaseSession):
    """Somebody's time at one browser, from signing in to signing out (see `accounts.sessions`)."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")

    class Meta:
        verbose_name = _("session")

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore
