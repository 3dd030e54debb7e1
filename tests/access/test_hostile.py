"""What people, and programs, may type into any field: never an error of the server."""

from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest

from tests.access.snapshots import FIELD_NAMES, all_rows
from tests.access.world import ANONYMOUS
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

MARKUP = "<img src=x onerror=alert(1)>"
HOSTILE = {
    "long": "ä" * 10_000,
    "one long word of marks": "a" + "\u0301" * 10_000,
    "nul": "Anna\x00Müller",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85",
    "bidi": "abc\u202egnp.exe\u2066\u2069",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "arabic": "محمد عبد الله",
    "lone surrogate": "a\ud800b\udfff",
    "line breaks": "a\r\nBcc: evil@evil.example\n\n.",
    "separators": "a\u2028b\u2029c\ufeff",
    "markup": MARKUP,
    "template": "{{ request }}{% load x %}${7*7}%(name)s{0.__class__}",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "sql": "' OR 1=1; DROP TABLE accounts_user; --",
    "regex": "((((a+)+)+)+)$[\\",
    "path": "../../../../etc/passwd%00.pdf",
    "number": "99999999999999999999999999",
    "negative": "-1",
    "not a number": "NaN",
    "blanks": "\u00a0\u200b\u3000 ",
}

CONTACTS = {
    "reporting_path": "Erst die Leitung.",
    "contacts-TOTAL_FORMS": "1",
    "contacts-INITIAL_FORMS": "0",
    "contacts-0-name": "Beratung",
    "contacts-0-task": "Hilft",
    "contacts-0-phone": "0123",
    "contacts-0-email": "hilfe@musterstadt.example",
    "contacts-0-ORDER": "1",
}
LESSON = "/kurse/kurs/lernen/fragen/"
ANSWER = {"option": "{right}", "owner": "x", "command_id": "0"}
PLAN = (
    '{{"steps": [{{"id": "00000000-0000-4000-8000-000000000000", "what": "Fragen", "with": "",'
    ' "due": "2026-12-01", "done": false}}]}}'
)
# Who, where, and a form as it would be filled in.
POSTS = [
    ("admin", "/kommune/", CONTACTS),
    ("admin", "/kommune/", CONTACTS | {"preview": "1"}),
    (
        "admin",
        "/kommune/personen/neu/",
        {"name": "Neu", "email": "neu@musterstadt.example", "roles": "hr", "invite": "on"},
    ),
    ("admin", "/kommune/personen/{learner}/", {"name": "Neu", "roles": "hr"}),
    ("admin", "/kommune/personen/{learner}/zugang/", {"invite": "1"}),
    ("learner", LESSON + "antwort/{single}/", ANSWER),
    (ANONYMOUS, LESSON + "antwort/{single}/", ANSWER),
    (
        "learner",
        "/kurse/kurs/lernen/entscheiden/szenario/{scenario}/",
        {"decision": "{calm}", "step": "0", "command_id": "0"},
    ),
    ("learner", LESSON + "position/", {"block": "{single}"}),
    ("hr", "/personal/zip/", {"abschluss": "{own_id}", "name": "", "seite": "1"}),
    ("hr", "/personal/zip/", {"umfang": "alle", "name": "", "kurs": "", "von": "", "bis": ""}),
    ("hr", "/personal/liste.xlsx", {"umfang": "alle", "kommune": "{here}", "von": "", "bis": ""}),
    (ANONYMOUS, "/konto/login/", {"login": "a@b.example", "password": PASSWORD, "next": "/"}),
    (ANONYMOUS, "/konto/login/code/", {"email": "a@b.example", "next": "/"}),
    (ANONYMOUS, "/konto/password/reset/", {"email": "a@b.example"}),
    ("learner", "/konto/password/change/", {"oldpassword": PASSWORD, "password1": "x"}),
    ("learner", "/konto/reauthenticate/", {"password": PASSWORD, "next": "/"}),
    (ANONYMOUS, "/sprache/", {"language": "de", "next": "/"}),
    ("learner", "/mein-plan/mein-plan.ics", {"plan": PLAN}),
]
# Those that write here, filled in sensibly. (The right answer was given before.)
THAT_WRITE = {0, 2, 3, 7}
GETS = [
    ("admin", "/kommune/personen/", ["name", "seite", "kommune"]),
    ("admin", "/kommune/", ["kommune"]),
    ("hr", "/personal/", ["name", "kurs", "von", "bis", "seite", "kommune"]),
    ("learner", "/mein-konto/zugriffe/", ["seite"]),
    (ANONYMOUS, "/pruefen/", ["code"]),
    (ANONYMOUS, "/konto/login/", ["next", "login"]),
    (ANONYMOUS, "/sprache/", ["next"]),
]
PARTS = [
    (ANONYMOUS, "/pruefen/{}/"),
    (ANONYMOUS, "/kurse/{}/"),
    (ANONYMOUS, "/{}/"),
    (ANONYMOUS, "/media/images/{}"),
    ("learner", "/meine-nachweise/{}.pdf"),
    ("learner", "/kurse/kurs/lernen/{}/"),
    ("hr", "/personal/nachweise/{}.pdf"),
    ("admin", "/kommune/personen/{}/"),
]


def encoded(data: dict) -> str:
    """Return form data as it travels, lone surrogates included."""
    return urlencode(data, errors="surrogatepass")


def post(world, role, address, data):
    world.forget_rates()
    return world.send(role, "POST", address, encoded(data).encode())


def faults(response, what: str) -> list[str]:
    """Return what is wrong with an answer to something hostile."""
    found = []
    if response.status_code >= 500:
        found.append(f"{what}: {response.status_code} {response.exc_info}")
    if MARKUP.encode() in response.body:
        found.append(f"{what}: markup was not escaped")
    if any("\n" in value or "evil" in name for name, value in response.headers.items()):
        found.append(f"{what}: headers")
    return found


def test_forms(world):
    """Each field alone among sensible ones, then all at once."""
    found = []
    for role, address, sensible in POSTS:
        sensible = {name: world.fill(value) for name, value in sensible.items()}
        url = world.fill(address)
        for kind, text in HOSTILE.items():
            for names in [[name] for name in sensible] + [list(sensible)]:
                response = post(world, role, url, sensible | dict.fromkeys(names, text))
                found += faults(response, f"{url} {names}: {kind}")
    assert found == []


def test_queries(world):
    found = []
    for role, address, names in GETS:
        for kind, text in HOSTILE.items():
            query = encoded(dict.fromkeys(names, text))
            world.forget_rates()
            response = world.send(role, "GET", f"{address}?{query}")
            found += faults(response, f"{address}: {kind}")
    assert found == []


def test_parts_of_addresses(world):
    found = []
    for role, address in PARTS:
        for kind, text in HOSTILE.items():
            world.forget_rates()
            part = quote(text, safe="", errors="surrogatepass")
            response = world.send(role, "GET", address.format(part))
            found += faults(response, f"{address}: {kind}")
            if response.status_code not in (302, 400, 404):
                found.append(f"{address}: {kind}: {response.status_code}")
    assert found == []


@pytest.mark.parametrize("number", range(len(POSTS)))
def test_fields_that_are_not_in_the_form_change_nothing(number, world):
    """All fields of all models are sent along, with values that would give rights."""
    role, address, sensible = POSTS[number]
    sensible = {name: world.fill(value) for name, value in sensible.items()}
    url = world.fill(address)
    values = [str(world.things.there.pk), "on", "admin"]
    results = []
    before = all_rows()
    for value in [None, *values]:
        extra = {} if value is None else dict.fromkeys(FIELD_NAMES - set(sensible), value)
        world.forget_rates()
        results.append(world.send(role, "POST", url, extra | sensible, look=all_rows).seen)
    assert [result == results[0] for result in results] == [True] * len(results)
    assert (results[0] != before) == (number in THAT_WRITE)


REDIRECTS = [
    *("https://evil.example", "http://evil.example/", "//evil.example", "///evil.example"),
    *("////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example"),
    *("/\\/evil.example", "https:evil.example", "https:/evil.example", "http:///evil.example"),
    *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"),
    *(" https://evil.example", "\thttps://evil.example", "\n//evil.example", "\x00//evil.example"),
    *("/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "//\tevil.example"),
    *("https://testserver@evil.example", "https://testserver.evil.example", "//testserver:x@evil"),
    *("https://evil.example#@testserver", "https://evil.example\\@testserver", "ftp://testserver/"),
    *("https://evil。example", "//evil%E3%80%82example", "https://testserver%2eevil.example"),
    *(
        "//[::1]",
        "http://[evil",
        "//127.0.0.1.evil.example",
        "//0x7f000001",
        "http:\\\\evil.example",
    ),
    *("ht\ntps://evil.example", "/%09/evil.example/..//evil.example", "?next=//evil.example"),
]


def leads_here(location: str) -> bool:
    """Whether a browser stays on this site: it drops blanks and reads backslashes as slashes."""
    seen = location.strip().translate({9: None, 10: None, 13: None}).replace("\\", "/")
    target = urlsplit(urljoin("http://testserver/seite/", seen))
    return (target.scheme, target.netloc) == ("http", "testserver")


def test_redirects_stay_on_this_site(world):
    assert len(REDIRECTS) >= 40
    login = {"login": world.people["learner"].email, "password": PASSWORD}
    requests = [
        (ANONYMOUS, "/konto/login/", login),
        (ANONYMOUS, "/sprache/", {"language": "en"}),
        ("learner", "/konto/logout/", {}),
        ("learner", "/konto/reauthenticate/", {"password": PASSWORD}),
    ]
    wrong = []
    for role, address, data in requests:
        for payload in REDIRECTS:
            response = post(world, role, address, data | {"next": payload})
            if response.status_code != 302 or not leads_here(response["Location"]):
                wrong.append((address, payload, response.status_code, response.get("Location")))
    assert wrong == []


def test_signed_in_people_are_not_led_away_either(world):
    for payload in REDIRECTS:
        for address in ("/konto/login/", "/admin/login/", "/_util/login/"):
            response = world.send("trainer", "GET", f"{address}?{encoded({'next': payload})}")
            assert response.status_code == 302
            assert leads_here(response["Location"])


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil"])
def test_a_foreign_host_is_a_bad_request(host, world):
    for address in ("/", "/kurse/", "/konto/login/", "/konto/password/reset/", "/admin/"):
        assert world.send(ANONYMOUS, "GET", address, host=host).status_code == 400
    response = world.send(ANONYMOUS, "GET", "/konto/login/", **{"x-forwarded-host": host})
    assert host.encode() not in response.body
