"""The register of personal data: every field that says something about a person.

One entry per field of the models that hold personal data: why it is stored, who can see it,
and for how long. A test fails for a field that is missing here. The periods are proposals
that the municipality confirms in its staff agreement.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """Why a field is stored, who sees it besides the operator, and how long it is kept."""

    purpose: str
    seen_by: str
    kept: str


ACCOUNT = _("until the account is closed")
RECORD = _("until 12 months after the end of the course")
PROOF = _("as long as the municipality keeps training records")
LOG = _("12 months")
MESSAGE = _("until 6 months after it was dealt with, 2 years at most")
SHARED = _("until the person switches the page off, or the account is closed")
HOUR = _("an hour")
SESSION = _("until signing out, 8 hours at most")

_name = Entry(
    _("salutation, certificate"),
    _("the person, administrator of the municipality, trainers who confirm attendance"),
    ACCOUNT,
)
_key = Entry(_("connects the records of one person without naming them"), _("nobody"), ACCOUNT)
_own = _("the person alone")
_editors = _("trainers; barriers also the office for accessibility")
_proof = _("the person, HR of the municipality")
_state = _("everybody who knows the check code; it holds no name")

_shared = _("everybody whom the person gave the address")
_shaped = _("administrators of the municipality")
_signed = _("everybody who has or is shown a certificate of the municipality")

REGISTER: dict[str, dict[str, Entry]] = {
    "accounts.User": {
        "email": Entry(
            _("sign-in"),
            _("the person, administrator of the municipality, trainers who confirm attendance"),
            ACCOUNT,
        ),
        "name": _name,
        "key": _key,
        "password": Entry(_("sign-in; stored as a hash"), _("nobody"), ACCOUNT),
        "is_active": Entry(_("may sign in"), _("administrator of the municipality"), ACCOUNT),
        "is_superuser": Entry(_("technical administration"), _("the operator"), ACCOUNT),
    },
    "accounts.Membership": {
        "user": Entry(
            _("belongs to a municipality"), _("administrator of the municipality"), ACCOUNT
        ),
        "organisation": Entry(_("which one"), _("administrator of the municipality"), ACCOUNT),
        "role": Entry(_("rights"), _("administrator of the municipality"), ACCOUNT),
    },
    "accounts.Session": {
        "session_key": Entry(_("recognises the browser"), _("nobody"), SESSION),
        "session_data": Entry(_("what the browser was just doing"), _("nobody"), SESSION),
        "expire_date": Entry(_("ends the session"), _("nobody"), SESSION),
        "user": Entry(_("who is signed in"), _("nobody"), SESSION),
    },
    "accounts.LocalContact": {
        "organisation": Entry(
            _("whose contact"), _("all people of the municipality"), _("until changed")
        ),
        "name": Entry(
            _("whom to turn to"), _("all people of the municipality"), _("until changed")
        ),
        "task": Entry(
            _("what they help with"), _("all people of the municipality"), _("until changed")
        ),
        "phone": Entry(
            _("how to reach them"), _("all people of the municipality"), _("until changed")
        ),
        "email": Entry(
            _("how to reach them"), _("all people of the municipality"), _("until changed")
        ),
    },
    "learning.Enrolment": {
        "user": Entry(_("who takes the course"), _own, RECORD),
        "course_key": Entry(_("which course"), _own, RECORD),
        "edition": Entry(_("which edition"), _own, RECORD),
        "organisation": Entry(_("for which municipality"), _own, RECORD),
        "cycle": Entry(_("first time or renewal"), _own, RECORD),
        "position_lesson": Entry(_("going on where one stopped"), _own, RECORD),
        "position_block": Entry(_("going on where one stopped"), _own, RECORD),
    },
    "learning.ProgressEvent": {
        "enrolment": Entry(_("progress"), _own, RECORD),
        "lesson_key": Entry(_("progress"), _own, RECORD),
        "block_id": Entry(_("progress"), _own, RECORD),
        "kind": Entry(_("progress"), _own, RECORD),
        "command_id": Entry(_("makes retries safe"), _("nobody"), RECORD),
    },
    "learning.Answer": {
        "enrolment": Entry(_("feedback on answers"), _own, RECORD),
        "lesson_key": Entry(_("feedback on answers"), _own, RECORD),
        "block_id": Entry(_("feedback on answers"), _own, RECORD),
        "value": Entry(_("feedback on answers; the latest one only"), _own, RECORD),
        "draft": Entry(_("half-given answer; until it is handed in"), _own, RECORD),
        "command_id": Entry(_("makes retries safe"), _("nobody"), RECORD),
    },
    "learning.Feedback": {
        "kind": Entry(_("improving the courses; removing barriers"), _editors, MESSAGE),
        "text": Entry(_("what was written; without its writer"), _editors, MESSAGE),
        "reply_to": Entry(
            _("an answer, only for those who want one"),
            _editors,
            _("until the message is dealt with"),
        ),
        "edition": Entry(_("what the message is about"), _editors, MESSAGE),
        "lesson_key": Entry(_("what the message is about"), _editors, MESSAGE),
        "block_id": Entry(_("what the message is about"), _editors, MESSAGE),
        "page": Entry(_("what the message is about; without codes and names"), _editors, MESSAGE),
        "sent_on": Entry(_("deletion in time; the day, no time"), _editors, MESSAGE),
        "dealt_with_on": Entry(_("deletion in time"), _editors, MESSAGE),
        "command_id": Entry(_("makes retries safe"), _("nobody"), MESSAGE),
    },
    "learning.HeldEvent": {
        "key": Entry(_("names the event"), _("its trainer"), PROOF),
        "held_by": Entry(_("whose list it is on"), _("its trainer"), ACCOUNT),
        **dict.fromkeys(
            (
                "edition",
                "title",
                "language",
                "first_day",
                "last_day",
                "place",
                "minutes",
                "contents",
            ),
            Entry(_("what was held; printed on certificates"), _("its trainer"), PROOF),
        ),
        "note": Entry(_("the trainer's own reminder; names no persons"), _("its trainer"), PROOF),
    },
    "learning.Attendance": {
        "key": Entry(_("names the attendance"), _("the trainer who confirmed it"), ACCOUNT),
        "event": Entry(_("where the person was"), _("the trainer who confirmed it"), ACCOUNT),
        "user": Entry(_("who was there"), _("the trainer who confirmed it"), ACCOUNT),
        "organisation": Entry(
            _("for which municipality"), _("the trainer who confirmed it"), ACCOUNT
        ),
        "completion": Entry(_("what followed from it"), _("nobody"), ACCOUNT),
        "withdrawn_on": Entry(_("taken back"), _("the trainer who confirmed it"), ACCOUNT),
    },
    "learning.Completion": {
        "origin": Entry(_("worked through, attended on site, or an event"), _proof, PROOF),
        "withdrawn_on": Entry(_("taken back by the trainer who confirmed it"), _proof, PROOF),
        "enrolment": Entry(_("which enrolment was completed"), _own, RECORD),
        "user": Entry(_("who completed the course"), _own, ACCOUNT),
        "key": Entry(_("names the completion"), _("nobody"), PROOF),
        "person_key": _key,
        "organisation": Entry(_("for which municipality"), _proof, PROOF),
        "course_key": Entry(_("which course"), _proof, PROOF),
        "cycle": Entry(_("first time or renewal"), _proof, PROOF),
        "completed_on": Entry(_("proof; the day, no time"), _proof, PROOF),
        "person_name": Entry(_("proof, as of that day"), _proof, PROOF),
        "course_title": Entry(_("proof, as of that day"), _proof, PROOF),
        "edition_number": Entry(_("proof"), _proof, PROOF),
        "minutes": Entry(_("proof; planned minutes of the course, not measured"), _proof, PROOF),
        "snapshot": Entry(_("proof: contents, rule, issuer"), _proof, PROOF),
    },
    "certificates.Certificate": {
        "completion": Entry(_("what it certifies"), _proof, PROOF),
        "code": Entry(_("public check without a name"), _proof, PROOF),
        "issued_on": Entry(_("proof"), _proof, PROOF),
        "valid_until": Entry(_("proof; renewal"), _proof, PROOF),
        "language": Entry(_("language of the file"), _proof, PROOF),
        "snapshot": Entry(_("printed texts, including the name"), _proof, PROOF),
        "name_digest": Entry(_("“is this the name?” on the check page"), _("nobody"), PROOF),
        "supersedes": Entry(_("correction: which one it replaces"), _proof, PROOF),
        "correction_reason": Entry(_("why it was corrected"), _proof, PROOF),
        "revoked_on": Entry(_("since when it holds no more"), _state, PROOF),
        "revocation_reason": Entry(_("why it was revoked"), _proof, PROOF),
        "status_list": Entry(_("place in the public list of revocations"), _state, PROOF),
        "status_index": Entry(_("place in the public list of revocations"), _state, PROOF),
    },
    "certificates.ExpiryReminder": {
        "certificate": Entry(_("reminder that it expires"), _("nobody"), PROOF),
        "days": Entry(_("which reminder was sent"), _("nobody"), PROOF),
    },
    "certificates.ShareLink": {
        "completion": Entry(_("what the person shows"), _shared, SHARED),
        "user": Entry(_("who shows it and may stop"), _("the person"), SHARED),
        "token": Entry(_("address of the page"), _shared, SHARED),
        "with_files": Entry(_("whether badge and proof are there too"), _shared, SHARED),
    },
    "certificates.CertificateDesign": {
        **dict.fromkeys(
            (
                "organisation",
                "design",
                "orientation",
                "accent",
                "logo",
                "logo_description",
                "funder_logo",
                "funder_description",
                "opening_de",
                "opening_en",
                "closing_de",
                "closing_en",
                "funding_de",
                "funding_en",
            ),
            Entry(_("how the municipality's certificates look"), _shaped, _("until changed")),
        ),
        **dict.fromkeys(
            (
                "live",
                "live_revision",
                "latest_revision",
                "has_unpublished_changes",
                "first_published_at",
                "last_published_at",
                "go_live_at",
                "expire_at",
                "expired",
            ),
            Entry(_("draft or published"), _shaped, _("until changed")),
        ),
        "signatory_name": Entry(
            _("who signs the certificates"),
            _signed,
            _("until changed; as long as the municipality keeps training records"),
        ),
        "signatory_function": Entry(
            _("in which function"),
            _signed,
            _("until changed; as long as the municipality keeps training records"),
        ),
        "signature": Entry(
            _("picture of the signature"),
            _signed,
            _("until changed; as long as the municipality keeps training records"),
        ),
    },
    "certificates.Bundle": {
        "key": Entry(_("address of the file"), _("HR who asked for it"), HOUR),
        "organisation": Entry(_("whose certificates"), _("HR who asked for it"), HOUR),
        "requested_by": Entry(_("who may fetch it"), _("HR who asked for it"), HOUR),
        "kind": Entry(_("ZIP or PDF"), _("HR who asked for it"), HOUR),
        "language": Entry(_("language of the file"), _("nobody"), HOUR),
        "items": Entry(
            _("chosen certificates: name, course, date"), _("HR who asked for it"), HOUR
        ),
        "done": Entry(_("progress"), _("HR who asked for it"), HOUR),
        "missing": Entry(_("what is not in the file"), _("HR who asked for it"), HOUR),
        "state": Entry(_("progress"), _("HR who asked for it"), HOUR),
        "kept_until": Entry(_("deletion"), _("nobody"), HOUR),
    },
    "certificates.CertificateFile": {
        "certificate": Entry(_("the PDF"), _proof, PROOF),
        "file": Entry(_("the PDF"), _proof, PROOF),
        "sha256": Entry(_("shows that the file is unchanged"), _proof, PROOF),
        "sha256_unsigned": Entry(_("shows that the file is unchanged"), _proof, PROOF),
        "sha256_issued": Entry(_("shows that the file is unchanged"), _proof, PROOF),
        "size_issued": Entry(_("shows that the file is unchanged"), _proof, PROOF),
        "signature_level": Entry(_("how long the signature proves itself"), _("nobody"), PROOF),
        "extended_on": Entry(_("how long the signature proves itself"), _("nobody"), PROOF),
        "size": Entry(_("download"), _proof, PROOF),
        "template_revision": Entry(_("which design it was printed with"), _("nobody"), PROOF),
    },
    "certificates.SealedProof": {
        "document": Entry(_("the digital proof"), _proof, PROOF),
        "credential": Entry(_("the digital proof, as it lies in the PDF"), _proof, PROOF),
        "token": Entry(_("the digital proof as a token"), _proof, PROOF),
    },
    "core.AuditEntry": {
        "at": Entry(_("who exported what, and when"), _("the person concerned"), LOG),
        "actor": _key,
        "actor_label": Entry(_("who did it"), _("the person concerned"), LOG),
        "action": Entry(_("what was done"), _("the person concerned"), LOG),
        "organisation": Entry(_("in which municipality"), _("the person concerned"), LOG),
        "subject": _key,
        "object_label": Entry(_("with what"), _("the person concerned"), LOG),
        "batch": Entry(_("one command"), _("nobody"), LOG),
    },
}
