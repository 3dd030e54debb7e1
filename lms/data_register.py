"""The register of personal data: every field that says something about a person.

One entry per field of the models that hold personal data: why it is stored, who can see it,
and for how long. A test fails for a field that is missing here. The periods are proposals
that the municipality confirms in its staff agreement.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """Why a field is stored, who sees it besides the operator, and how long it is kept."""

    purpose: str
    seen_by: str
    kept: str


ACCOUNT = "until the account is closed"
RECORD = "until 12 months after the end of the course"
PROOF = "as long as the municipality keeps training records"
LOG = "12 months"
MESSAGE = "until 6 months after it was dealt with, 2 years at most"
SHARED = "until the person switches the page off, or the account is closed"
HOUR = "an hour"
SESSION = "until signing out, 8 hours at most"

_name = Entry("salutation, certificate", "the person, administrator of the municipality", ACCOUNT)
_key = Entry("connects the records of one person without naming them", "nobody", ACCOUNT)
_own = "the person alone"
_editors = "trainers; barriers also the office for accessibility"
_proof = "the person, HR of the municipality"
_state = "everybody who knows the check code; it holds no name"

_shared = "everybody whom the person gave the address"
_shaped = "administrators of the municipality"
_signed = "everybody who has or is shown a certificate of the municipality"

REGISTER: dict[str, dict[str, Entry]] = {
    "accounts.User": {
        "email": Entry("sign-in", "the person, administrator of the municipality", ACCOUNT),
        "name": _name,
        "key": _key,
        "password": Entry("sign-in; stored as a hash", "nobody", ACCOUNT),
        "is_active": Entry("may sign in", "administrator of the municipality", ACCOUNT),
        "is_superuser": Entry("technical administration", "the operator", ACCOUNT),
    },
    "accounts.Membership": {
        "user": Entry("belongs to a municipality", "administrator of the municipality", ACCOUNT),
        "organisation": Entry("which one", "administrator of the municipality", ACCOUNT),
        "role": Entry("rights", "administrator of the municipality", ACCOUNT),
    },
    "accounts.Session": {
        "session_key": Entry("recognises the browser", "nobody", SESSION),
        "session_data": Entry("what the browser was just doing", "nobody", SESSION),
        "expire_date": Entry("ends the session", "nobody", SESSION),
        "user": Entry("who is signed in", "nobody", SESSION),
    },
    "accounts.LocalContact": {
        "organisation": Entry("whose contact", "all people of the municipality", "until changed"),
        "name": Entry("whom to turn to", "all people of the municipality", "until changed"),
        "task": Entry("what they help with", "all people of the municipality", "until changed"),
        "phone": Entry("how to reach them", "all people of the municipality", "until changed"),
        "email": Entry("how to reach them", "all people of the municipality", "until changed"),
    },
    "learning.Enrolment": {
        "user": Entry("who takes the course", _own, RECORD),
        "course_key": Entry("which course", _own, RECORD),
        "edition": Entry("which edition", _own, RECORD),
        "organisation": Entry("for which municipality", _own, RECORD),
        "cycle": Entry("first time or renewal", _own, RECORD),
        "position_lesson": Entry("going on where one stopped", _own, RECORD),
        "position_block": Entry("going on where one stopped", _own, RECORD),
    },
    "learning.ProgressEvent": {
        "enrolment": Entry("progress", _own, RECORD),
        "lesson_key": Entry("progress", _own, RECORD),
        "block_id": Entry("progress", _own, RECORD),
        "kind": Entry("progress", _own, RECORD),
        "command_id": Entry("makes retries safe", "nobody", RECORD),
    },
    "learning.Answer": {
        "enrolment": Entry("feedback on answers", _own, RECORD),
        "lesson_key": Entry("feedback on answers", _own, RECORD),
        "block_id": Entry("feedback on answers", _own, RECORD),
        "value": Entry("feedback on answers; the latest one only", _own, RECORD),
        "draft": Entry("half-given answer; until it is handed in", _own, RECORD),
        "command_id": Entry("makes retries safe", "nobody", RECORD),
    },
    "learning.Feedback": {
        "kind": Entry("improving the courses; removing barriers", _editors, MESSAGE),
        "text": Entry("what was written; without its writer", _editors, MESSAGE),
        "reply_to": Entry(
            "an answer, only for those who want one", _editors, "until the message is dealt with"
        ),
        "edition": Entry("what the message is about", _editors, MESSAGE),
        "lesson_key": Entry("what the message is about", _editors, MESSAGE),
        "block_id": Entry("what the message is about", _editors, MESSAGE),
        "page": Entry("what the message is about; without codes and names", _editors, MESSAGE),
        "sent_on": Entry("deletion in time; the day, no time", _editors, MESSAGE),
        "dealt_with_on": Entry("deletion in time", _editors, MESSAGE),
        "command_id": Entry("makes retries safe", "nobody", MESSAGE),
    },
    "learning.Completion": {
        "enrolment": Entry("which enrolment was completed", _own, RECORD),
        "user": Entry("who completed the course", _own, ACCOUNT),
        "key": Entry("names the completion", "nobody", PROOF),
        "person_key": _key,
        "organisation": Entry("for which municipality", _proof, PROOF),
        "course_key": Entry("which course", _proof, PROOF),
        "cycle": Entry("first time or renewal", _proof, PROOF),
        "completed_on": Entry("proof; the day, no time", _proof, PROOF),
        "person_name": Entry("proof, as of that day", _proof, PROOF),
        "course_title": Entry("proof, as of that day", _proof, PROOF),
        "edition_number": Entry("proof", _proof, PROOF),
        "minutes": Entry("proof; planned minutes of the course, not measured", _proof, PROOF),
        "snapshot": Entry("proof: contents, rule, issuer", _proof, PROOF),
    },
    "certificates.Certificate": {
        "completion": Entry("what it certifies", _proof, PROOF),
        "code": Entry("public check without a name", _proof, PROOF),
        "issued_on": Entry("proof", _proof, PROOF),
        "valid_until": Entry("proof; renewal", _proof, PROOF),
        "language": Entry("language of the file", _proof, PROOF),
        "snapshot": Entry("printed texts, including the name", _proof, PROOF),
        "name_digest": Entry("“is this the name?” on the check page", "nobody", PROOF),
        "supersedes": Entry("correction: which one it replaces", _proof, PROOF),
        "correction_reason": Entry("why it was corrected", _proof, PROOF),
        "revoked_on": Entry("since when it holds no more", _state, PROOF),
        "revocation_reason": Entry("why it was revoked", _proof, PROOF),
        "status_list": Entry("place in the public list of revocations", _state, PROOF),
        "status_index": Entry("place in the public list of revocations", _state, PROOF),
    },
    "certificates.ExpiryReminder": {
        "certificate": Entry("reminder that it expires", "nobody", PROOF),
        "days": Entry("which reminder was sent", "nobody", PROOF),
    },
    "certificates.ShareLink": {
        "completion": Entry("what the person shows", _shared, SHARED),
        "user": Entry("who shows it and may stop", "the person", SHARED),
        "token": Entry("address of the page", _shared, SHARED),
        "with_files": Entry("whether badge and proof are there too", _shared, SHARED),
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
            Entry("how the municipality's certificates look", _shaped, "until changed"),
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
            Entry("draft or published", _shaped, "until changed"),
        ),
        "signatory_name": Entry("who signs the certificates", _signed, "until changed; " + PROOF),
        "signatory_function": Entry("in which function", _signed, "until changed; " + PROOF),
        "signature": Entry("picture of the signature", _signed, "until changed; " + PROOF),
    },
    "certificates.Bundle": {
        "key": Entry("address of the file", "HR who asked for it", HOUR),
        "organisation": Entry("whose certificates", "HR who asked for it", HOUR),
        "requested_by": Entry("who may fetch it", "HR who asked for it", HOUR),
        "kind": Entry("ZIP or PDF", "HR who asked for it", HOUR),
        "language": Entry("language of the file", "nobody", HOUR),
        "items": Entry("chosen certificates: name, course, date", "HR who asked for it", HOUR),
        "done": Entry("progress", "HR who asked for it", HOUR),
        "missing": Entry("what is not in the file", "HR who asked for it", HOUR),
        "state": Entry("progress", "HR who asked for it", HOUR),
        "kept_until": Entry("deletion", "nobody", HOUR),
    },
    "certificates.CertificateFile": {
        "certificate": Entry("the PDF", _proof, PROOF),
        "file": Entry("the PDF", _proof, PROOF),
        "sha256": Entry("shows that the file is unchanged", _proof, PROOF),
        "sha256_unsigned": Entry("shows that the file is unchanged", _proof, PROOF),
        "sha256_issued": Entry("shows that the file is unchanged", _proof, PROOF),
        "size_issued": Entry("shows that the file is unchanged", _proof, PROOF),
        "signature_level": Entry("how long the signature proves itself", "nobody", PROOF),
        "extended_on": Entry("how long the signature proves itself", "nobody", PROOF),
        "size": Entry("download", _proof, PROOF),
        "template_revision": Entry("which design it was printed with", "nobody", PROOF),
    },
    "certificates.SealedProof": {
        "document": Entry("the digital proof", _proof, PROOF),
        "credential": Entry("the digital proof, as it lies in the PDF", _proof, PROOF),
        "token": Entry("the digital proof as a token", _proof, PROOF),
    },
    "core.AuditEntry": {
        "at": Entry("who exported what, and when", "the person concerned", LOG),
        "actor": _key,
        "actor_label": Entry("who did it", "the person concerned", LOG),
        "action": Entry("what was done", "the person concerned", LOG),
        "organisation": Entry("in which municipality", "the person concerned", LOG),
        "subject": _key,
        "object_label": Entry("with what", "the person concerned", LOG),
        "batch": Entry("one command", "nobody", LOG),
    },
}
