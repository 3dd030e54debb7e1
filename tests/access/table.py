"""The table: every address of the product × everybody × GET and POST.

`TABLE` declares all patterns of the resolver, those of the libraries included; the
administration's are in `table_admin`, those of certificates and desks in `table_proof`. A
pattern that is not declared here fails a test, so that nobody adds an address without saying
who may see what there.

The world of the table: `learner` takes "kurs" and has completed "kurz" (`own_code`); `other`,
of another municipality, takes "kurs" and "fremd" and has completed "kurz" (`foreign_code`).
"entwurf" is written and not released. What belongs to others is a 404, never a 403.
"""

from tests.access.outcomes import (
    GONE,
    NO_POST,
    NOBODY,
    OK,
    READ_ONLY,
    Row,
    everybody,
    only,
    signed_in,
)
from tests.access.table_admin import ADMINISTRATION
from tests.access.table_events import EVENTS
from tests.access.table_proof import CERTIFICATES, HR, MUNICIPALITY

HOME = "/mein-lernen/"

COURSE = "kurse/<slug:course_slug>/"
LESSON = "kurse/<slug:course_slug>/lernen/<slug:lesson_slug>/"

SITE = [
    Row("healthz", "healthz", "/healthz", everybody(OK), everybody(OK)),
    Row("course_sheet", f"{COURSE}kursblatt/", "/kurse/kurs/kursblatt/", everybody(OK), READ_ONLY),
    Row("course_sheet", f"{COURSE}kursblatt/", "/kurse/entwurf/kursblatt/", GONE, READ_ONLY),
    Row("readyz", "readyz", "/readyz", everybody(OK), everybody(OK)),
    Row("set_language", "sprache/", "/sprache/", everybody("/"), everybody("/")),
    Row("wagtail_serve", r"^((?:[\w\-]+/)*)$", "/", everybody(OK), everybody(OK)),
    Row("wagtail_serve", r"^((?:[\w\-]+/)*)$", "/impressum/", everybody(OK), everybody(OK)),
    Row("wagtail_serve", r"^((?:[\w\-]+/)*)$", "/gibt-es-nicht/", GONE, GONE),
    # The pages authors write are no way to read a lesson.
    Row(
        "wagtail_serve",
        r"^((?:[\w\-]+/)*)$",
        "/kurse/kurs/modul/fragen/",
        everybody("/kurse/kurs/"),
        everybody("/kurse/kurs/"),
    ),
    Row(
        "wagtaildocs_serve",
        r"dokumente/^(\d+)/(.*)$",
        "/dokumente/{document_id}/{document_name}",
        everybody(OK),
        everybody(OK),
    ),
    Row(
        "rendition", "media/images/<str:name>", "/media/images/{picture}", everybody(OK), READ_ONLY
    ),
    Row("rendition", "media/images/<str:name>", "/media/images/no-such.png", GONE, READ_ONLY),
    # A recording is for everybody, as a document is; only its own files are under its address.
    Row(
        "recording",
        "medien/<int:recording_id>/<str:name>",
        "/medien/{media_id}/{recording}",
        everybody(OK),
        READ_ONLY,
    ),
    Row(
        "recording",
        "medien/<int:recording_id>/<str:name>",
        "/medien/{media_id}/{document_name}",
        GONE,
        READ_ONLY,
    ),
    Row(
        "wagtaildocs_authenticate_with_password",
        "dokumente/authenticate_with_password/<int:restriction_id>/",
        "/dokumente/authenticate_with_password/1/",
        GONE,
        GONE,
    ),
    Row(
        "wagtailcore_authenticate_with_password",
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "/_util/authenticate_with_password/1/{page_id}/",
        GONE,
        GONE,
    ),
    # Wagtail's own sign-in would count no attempts.
    Row("", "_util/login/", "/_util/login/", *2 * [everybody("/konto/login/")]),
    Row("wagtailcore_login", "_util/login/", "/_util/login/", *2 * [everybody("/konto/login/")]),
]


def account(name: str, path: str, get: dict, post: dict, address: str = "") -> Row:
    return Row(name, f"konto/{path}", f"/konto/{address or path}", get, post)


ENTRANCE = signed_in(HOME, anonymous=OK)
CONFIRM_KEY = r"^confirm-email/(?P<key>[-:\w]+)/$"
RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

ACCOUNT = [
    account("account_login", "login/", ENTRANCE, ENTRANCE),
    account("account_logout", "logout/", signed_in(OK, anonymous="/"), everybody("/")),
    account("account_inactive", "inactive/", everybody(OK), READ_ONLY),
    account("account_signup", "signup/", ENTRANCE, ENTRANCE),
    account("account_reauthenticate", "reauthenticate/", signed_in(OK), signed_in(OK)),
    account("account_change_password", "password/change/", signed_in(OK), signed_in(OK)),
    account("account_set_password", "password/set/", *2 * [signed_in("/konto/password/change/")]),
    account("account_reset_password", "password/reset/", everybody(OK), everybody(OK)),
    account("account_reset_password_done", "password/reset/done/", everybody(OK), READ_ONLY),
    account(
        "account_reset_password_from_key",
        RESET_KEY,
        everybody(OK),
        everybody(OK),
        "password/reset/key/1-wrong/",
    ),
    account(
        "account_reset_password_from_key_done",
        "password/reset/key/done/",
        everybody(OK),
        READ_ONLY,
    ),
    account("account_request_login_code", "login/code/", ENTRANCE, ENTRANCE),
    account(
        "account_confirm_login_code",
        "login/code/confirm/",
        *2 * [signed_in(HOME, anonymous="/konto/login/code/")],
    ),
    # Addresses are the municipality's to enter: nobody changes or claims one.
    account("", "email/", GONE, GONE),
    account("account_email", "email/", GONE, GONE),
    account("", "confirm-email/", GONE, GONE),
    account("account_email_verification_sent", "confirm-email/", GONE, GONE),
    account("", "confirm-email/<str:key>/", GONE, GONE, "confirm-email/abc/"),
    account("account_confirm_email", CONFIRM_KEY, GONE, GONE, "confirm-email/abc/"),
]


def learning(name: str, route: str, address: str, get: dict, post: dict, **data) -> Row:
    return Row(f"learning:{name}", route, address, get, post, data)


def command(name: str, route: str, address: str, post: dict, **data) -> Row:
    return learning(name, route, address, READ_ONLY, post, **data)


def task(name: str, route: str, lesson: str, path: str, post: dict, **data) -> Row:
    """A command whose refusal is a page: whoever reloads that gets to the lesson."""
    return learning(name, route, lesson + path, everybody(lesson), post, **data)


STATUS, FINISHED, DONE = f"{COURSE}stand/", f"{COURSE}abschluss/", f"{LESSON}bearbeitet/"
SUMMARY = f"{LESSON}zusammenfassung/"
ENROL, SWITCH = f"{COURSE}beginnen/", f"{COURSE}wechseln/"
ANSWER, DECIDE = f"{LESSON}antwort/<str:block_id>/", f"{LESSON}szenario/<str:block_id>/"
RENEW = f"{COURSE}erneuern/"
DRAFT = f"{LESSON}entwurf/<str:block_id>/"
READ_IN, NEWS = f"{COURSE}sprache/", f"{COURSE}neu/<slug:lesson_slug>/"
BOTH, FOREIGN = "learner other", "other"
HERE = "/kurse/kurs/lernen/fragen/"
THERE = "/kurse/fremd/lernen/fragen/"
OTHER_LESSON = "/kurse/kurs/lernen/lesen/"
PATH = "lernpfade/<slug:group_slug>/"
BARRIER = "/barrierefreiheit/melden/"
MESSAGE = {"kind": "error", "text": "Die Frist stimmt nicht.", "reply": "anonymous"}


def say_something(name: str, route: str, lesson: str, roles: str) -> list[Row]:
    """Return the rows of a form about a lesson: empty, and sent."""
    address = f"{lesson}rueckmeldung/"
    shown, sent = only(roles, OK), only(roles, f"{address}?gesendet=1")
    return [
        learning(name, route, address, shown, shown),
        learning(name, route, address, shown, sent, **MESSAGE),
    ]


LEARNING = [
    Row("courses:catalogue", "kurse/", "/kurse/", everybody(OK), READ_ONLY),
    Row(
        "courses:set_manages",
        "fuehrungsaufgaben/",
        "/fuehrungsaufgaben/",
        READ_ONLY,
        signed_in("/kurse/"),
    ),
    Row("courses:glossary", "glossar/", "/glossar/", everybody(OK), READ_ONLY),
    learning("paths", "lernpfade/", "/lernpfade/", everybody(OK), READ_ONLY),
    learning("path", PATH, "/lernpfade/mitarbeitende/", everybody(OK), READ_ONLY),
    learning("path", PATH, "/lernpfade/fuehrung/", GONE, READ_ONLY),
    learning("dashboard", "mein-lernen/", "/mein-lernen/", signed_in(OK), READ_ONLY),
    learning("course", COURSE, "/kurse/kurs/", everybody(OK), READ_ONLY),
    learning("course", COURSE, "/kurse/entwurf/", GONE, READ_ONLY),
    command(
        "enrol",
        ENROL,
        "/kurse/kurs/beginnen/",
        signed_in("/kurse/kurs/lernen/lesen/") | dict.fromkeys(BOTH.split(), HERE),
    ),
    command("enrol", ENROL, "/kurse/entwurf/beginnen/", NOBODY),
    # Nobody has to take these again: their certificates are valid for ever.
    command("renew", RENEW, "/kurse/kurz/erneuern/", only(BOTH, "/kurse/kurz/")),
    command("renew", RENEW, "/kurse/fremd/erneuern/", only(FOREIGN, "/kurse/fremd/")),
    command("switch", SWITCH, "/kurse/kurs/wechseln/", only(BOTH, "/kurse/kurs/")),
    command("switch", SWITCH, "/kurse/fremd/wechseln/", only(FOREIGN, "/kurse/fremd/")),
    learning("status", STATUS, "/kurse/kurs/stand/", only(BOTH, OK), READ_ONLY),
    learning("status", STATUS, "/kurse/fremd/stand/", only(FOREIGN, OK), READ_ONLY),
    learning("finished", FINISHED, "/kurse/kurz/abschluss/", only(BOTH, OK), READ_ONLY),
    learning(
        "finished",
        FINISHED,
        "/kurse/fremd/abschluss/",
        only(FOREIGN, "/kurse/fremd/stand/"),
        READ_ONLY,
    ),
    learning("lesson", LESSON, HERE, only(BOTH, OK), READ_ONLY),
    learning("lesson", LESSON, THERE, only(FOREIGN, OK), READ_ONLY),
    learning("lesson", LESSON, "/kurse/entwurf/lernen/fragen/", NOBODY, READ_ONLY),
    learning("lesson", LESSON, "/kurse/kurs/lernen/gibt-es-nicht/", NOBODY, READ_ONLY),
    task("answer", ANSWER, HERE, "antwort/{single}/", only(BOTH, HERE), option="{right}"),
    task("answer", ANSWER, THERE, "antwort/{single}/", only(FOREIGN, THERE), option="{right}"),
    # A block of another lesson, and a block that is no question.
    task("answer", ANSWER, OTHER_LESSON, "antwort/{single}/", NOBODY, option="{right}"),
    task("answer", ANSWER, HERE, "antwort/{scenario}/", NOBODY),
    command("draft", DRAFT, HERE + "entwurf/{single}/", only(BOTH, "409"), option="x"),
    command("draft", DRAFT, THERE + "entwurf/{single}/", only(FOREIGN, "204"), option="x"),
    command("draft", DRAFT, OTHER_LESSON + "entwurf/{single}/", NOBODY, option="{right}"),
    command("draft", DRAFT, HERE + "entwurf/{scenario}/", NOBODY),
    task(
        "decide",
        DECIDE,
        "/kurse/kurs/lernen/entscheiden/",
        "szenario/{scenario}/",
        only(BOTH, "/kurse/kurs/lernen/entscheiden/"),
        decision="{calm}",
    ),
    task(
        "decide",
        DECIDE,
        "/kurse/fremd/lernen/entscheiden/",
        "szenario/{scenario}/",
        only(FOREIGN, "/kurse/fremd/lernen/entscheiden/"),
        decision="{calm}",
    ),
    command("done", DONE, "/kurse/kurs/lernen/lesen/bearbeitet/", only(BOTH, HERE)),
    command(
        "done",
        DONE,
        "/kurse/fremd/lernen/lesen/bearbeitet/",
        only(FOREIGN, THERE),
    ),
    learning(
        "summary",
        SUMMARY,
        "/kurse/kurs/lernen/hilfe/zusammenfassung/",
        only(BOTH, OK),
        only(BOTH, "/kurse/kurs/stand/"),
    ),
    learning("summary", SUMMARY, HERE + "zusammenfassung/", NOBODY, NOBODY),
    # A lesson with tasks is not done by saying so.
    command("done", DONE, HERE + "bearbeitet/", NOBODY),
    learning("lesson", LESSON, "/kurse/kurs/lernen/neu/", NOBODY, READ_ONLY),
    learning("lesson", LESSON, "/kurse/kurs/lernen/hilfe/", only(BOTH, OK), READ_ONLY),
    *say_something("feedback", f"{LESSON}rueckmeldung/", HERE, BOTH),
    *say_something("feedback", f"{LESSON}rueckmeldung/", THERE, FOREIGN),
    learning("barrier", "barrierefreiheit/melden/", BARRIER, everybody(OK), everybody(OK)),
    learning(
        "barrier",
        "barrierefreiheit/melden/",
        BARRIER,
        everybody(OK),
        everybody(f"{BARRIER}?gesendet=1"),
        **MESSAGE,
    ),
    # What is new is told to those who have an older edition.
    learning("news", f"{COURSE}neu/", "/kurse/kurz/neu/", only(BOTH, OK), READ_ONLY),
    learning(
        "news", f"{COURSE}neu/", "/kurse/fremd/neu/", only(FOREIGN, "/kurse/fremd/"), READ_ONLY
    ),
    learning("news_lesson", NEWS, "/kurse/kurz/neu/lesen/", only(BOTH, OK), READ_ONLY),
    learning("news_lesson", NEWS, "/kurse/fremd/neu/fragen/", NOBODY, READ_ONLY),
    command("read_in", READ_IN, "/kurse/kurs/sprache/", only(BOTH, "/kurse/kurs/"), language="en"),
    command(
        "read_in", READ_IN, "/kurse/fremd/sprache/", only(FOREIGN, "/kurse/fremd/"), language="en"
    ),
    command("position", f"{LESSON}position/", HERE + "position/", only(BOTH, "204")),
    command("position", f"{LESSON}position/", THERE + "position/", only(FOREIGN, "204")),
]

# The plan itself stays in the browser: these pages and files hold nothing of anybody.
PLAN = [
    Row("handouts:plan", "mein-plan/", "/mein-plan/", signed_in(OK), NO_POST),
    *(
        Row(
            f"handouts:plan_{kind}",
            f"mein-plan/mein-plan.{kind}",
            f"/mein-plan/mein-plan.{kind}",
            signed_in("/mein-plan/"),
            signed_in("400"),
            {"plan": "no plan"},
        )
        for kind in ("pdf", "ics")
    ),
    Row("handouts:empty_plan", "mein-plan/leer.pdf", "/mein-plan/leer.pdf", signed_in(OK), NO_POST),
    *(
        Row(
            "handouts:lesson",
            f"{LESSON}handreichung.pdf",
            f"/kurse/{course}/lernen/fragen/handreichung.pdf",
            only(people, OK),
            READ_ONLY,
        )
        for course, people in (("kurs", BOTH), ("fremd", FOREIGN))
    ),
    *(
        Row(
            "handouts:module",
            f"{COURSE}module/<slug:module_slug>/handreichung.pdf",
            f"/kurse/{course}/module/modul/handreichung.pdf",
            only(people, OK),
            READ_ONLY,
        )
        for course, people in (("kurs", BOTH), ("fremd", FOREIGN))
    ),
]

OWN = [*SITE, *ACCOUNT, *LEARNING, *PLAN, *CERTIFICATES, *MUNICIPALITY, *HR, *EVENTS]
TABLE = [*OWN, *ADMINISTRATION]
