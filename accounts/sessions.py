"""Sessions that know whose they are, last as long as somebody is there, and know their end.

Named in SESSION_ENGINE. A request reads session, person and roles at once; Django would ask the
database three times, on every page of every signed-in person (see `accounts.backends`).
"""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import F
from django.utils import timezone

from accounts.models import Session, User


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with their person, extended by whoever goes on.

    The sign-in of a person who comes back in its second half is stored anew with the answer:
    one write in hours, not one for each page.
    """

    person: User | None = None
    _ends = None

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self):
        row = self._get_session_from_db()
        if row is None:
            return {}
        data = self.decode(row.session_data)
        self._ends = row.expire_date
        if SESSION_KEY in data and self.seconds_left < self.get_session_cookie_age() / 2:
            self.modified = True
        return data

    def _get_session_from_db(self):
        rows = list(
            Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now())
            .select_related("user")
            .annotate(
                role=F("user__memberships__role"),
                organisation=F("user__memberships__organisation_id"),
            )
        )
        if not rows:
            self._session_key = None
            return None
        self.person = rows[0].user
        if self.person is not None:
            self.person.keep_roles([(row.role, row.organisation) for row in rows if row.role])
        return rows[0]

    def save(self, must_create=False):
        super().save(must_create)
        self._ends = None  # a whole period from now on

    def only_asked(self) -> None:
        """Take back that this request extends the session: nobody did anything."""
        if self._ends is not None:
            self.modified = False

    @property
    def seconds_left(self) -> int:
        """How long the session lasts when nobody comes back after this answer. No query."""
        if self.modified or self._ends is None:
            return self.get_session_cookie_age()
        return max(0, int((self._ends - timezone.now()).total_seconds()))
