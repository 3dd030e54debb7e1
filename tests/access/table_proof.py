"""The part of the table about certificates, and the desks that manage people and proof."""

from tests.access.outcomes import (
    GONE,
    MISSING,
    NO_METHOD,
    NO_POST,
    NOBODY,
    OK,
    READ_ONLY,
    REDIRECT,
    Row,
    everybody,
    only,
    signed_in,
)

CHECK = "pruefen/<str:code>/"
DOWNLOAD = "meine-nachweise/<str:code>.pdf"
ONE, SHARED = "meine-nachweise/<str:code>/", "nachweis/<str:token>/"

DID, CHAIN = ".well-known/did.json", "schluessel/kette.pem"
OLD_CHAIN = "schluessel/kette-<int:number>.pem"


def asked(name: str, route: str, address: str, outcome: dict | None = None) -> list[Row]:
    """Return the row of a form that everybody may send, and that changes nothing."""
    outcome = outcome or everybody(OK)
    return [Row(name, route, address, outcome, outcome, {"name": "Zora Wind"})]


CERTIFICATES = [
    Row("certificates:mine", "meine-nachweise/", "/meine-nachweise/", signed_in(OK), NO_POST),
    Row(
        "certificates:download",
        DOWNLOAD,
        "/meine-nachweise/{own_code}.pdf",
        only("learner", OK),
        NO_POST,
    ),
    Row(
        "certificates:download",
        DOWNLOAD,
        "/meine-nachweise/{foreign_code}.pdf",
        only("other", OK),
        NO_POST,
    ),
    Row("certificates:one", ONE, "/meine-nachweise/{own_code}/", only("learner", OK), NO_POST),
    Row("certificates:one", ONE, "/meine-nachweise/{foreign_code}/", only("other", OK), NO_POST),
    # The file that is stored in this world holds no proof: it is said to follow.
    Row(
        "certificates:badge",
        f"{ONE}abzeichen.<str:kind>",
        "/meine-nachweise/{own_code}/abzeichen.json",
        only("learner", "503"),
        NO_POST,
    ),
    Row(
        "certificates:badge",
        f"{ONE}abzeichen.<str:kind>",
        "/meine-nachweise/{foreign_code}/abzeichen.exe",
        signed_in(MISSING),
        NO_POST,
    ),
    Row(
        "certificates:sharing",
        f"{ONE}teilen/",
        "/meine-nachweise/{own_code}/teilen/",
        signed_in(NO_METHOD),
        only("learner", REDIRECT),
    ),
    # Nobody has switched a page on; what is there when somebody has: tests/certificates.
    Row("certificates:shared", SHARED, "/nachweis/{own_code}/", GONE, READ_ONLY),
    Row(
        "certificates:shared_file",
        f"{SHARED}abzeichen.<str:kind>",
        "/nachweis/{own_code}/abzeichen.json",
        GONE,
        READ_ONLY,
    ),
    Row("certificates:check_form", "pruefen/", "/pruefen/", everybody(OK), READ_ONLY),
    Row("certificates:check", CHECK, "/pruefen/{own_code}/", everybody(OK), READ_ONLY),
    Row("certificates:check", CHECK, "/pruefen/{foreign_code}/", everybody(OK), READ_ONLY),
    Row("certificates:check", CHECK, f"/pruefen/{'0' * 28}/", GONE, READ_ONLY),
    # One municipality hides names, the other one lets people compare them.
    *asked("certificates:check_name", f"{CHECK}name/", "/pruefen/{own_code}/name/", GONE),
    *asked("certificates:check_name", f"{CHECK}name/", "/pruefen/{foreign_code}/name/"),
    *asked("certificates:check_file", f"{CHECK}datei/", "/pruefen/{own_code}/datei/"),
    *asked("certificates:check_file", f"{CHECK}datei/", f"/pruefen/{'0' * 28}/datei/", GONE),
    # What programs need to verify certificates: the same for everybody, and of nobody.
    Row("certificates:did_document", DID, f"/{DID}", everybody(OK), READ_ONLY),
    Row("certificates:status_list", "status/<int:number>", "/status/0", everybody(OK), READ_ONLY),
    Row("certificates:status_list", "status/<int:number>", "/status/999", GONE, READ_ONLY),
    Row("certificates:chain", CHAIN, f"/{CHAIN}", everybody(OK), READ_ONLY),
    Row("certificates:old_chain", OLD_CHAIN, "/schluessel/kette-1.pem", everybody(OK), READ_ONLY),
    Row("certificates:old_chain", OLD_CHAIN, "/schluessel/kette-999.pem", GONE, READ_ONLY),
]


def own(name: str, path: str, get: dict, post: dict, address: str = "", /, **data) -> Row:
    return Row(name, path, f"/{address or path}", get, post, data)


PEOPLE = "kommune/personen/"
PERSON = "kommune/personen/<uuid:key>/"
LIST = "/kommune/personen/"

RULE = "kommune/bescheinigungen/"
EASY = "soforthilfe/leichte-sprache/"
MUNICIPALITY = [
    Row("accounts:help", "soforthilfe/", "/soforthilfe/", everybody(OK), READ_ONLY),
    Row("accounts:help_easy", EASY, f"/{EASY}", everybody(OK), READ_ONLY),
    own("accounts:organisation", "kommune/", only("admin", OK), only("admin", OK)),
    own("accounts:organisation", "kommune/", NOBODY, NOBODY, "kommune/?kommune={there}"),
    own(
        "accounts:certificates", RULE, only("admin", OK), only("admin", f"/{RULE}"), rule="compare"
    ),
    own("accounts:certificates", RULE, NOBODY, NOBODY, f"{RULE}?kommune={{there}}"),
    own("accounts:people", "kommune/personen/", only("admin", OK), NO_POST),
    own("accounts:people", PEOPLE, NOBODY, NO_POST, f"{PEOPLE}?kommune={{there}}"),
    own("accounts:person_add", "kommune/personen/neu/", only("admin", OK), only("admin", OK)),
    own(
        "accounts:person_add",
        "kommune/personen/neu/",
        NOBODY,
        NOBODY,
        "kommune/personen/neu/?kommune={there}",
    ),
    own(
        "accounts:person_edit",
        PERSON,
        only("admin", OK),
        only("admin", LIST),
        "kommune/personen/{learner}/",
        name="Mara Neu",
    ),
    own(
        "accounts:person_edit",
        PERSON,
        NOBODY,
        NOBODY,
        "kommune/personen/{other}/",
        name="Mara Neu",
    ),
    own(
        "accounts:person_access",
        f"{PERSON}zugang/",
        NO_POST,
        only("admin", LIST),
        "kommune/personen/{learner}/zugang/",
        deactivate="1",
    ),
    own(
        "accounts:person_access",
        f"{PERSON}zugang/",
        NO_POST,
        NOBODY,
        "kommune/personen/{other}/zugang/",
        deactivate="1",
    ),
    own("accounts:session", "mein-konto/sitzung/", everybody(OK), everybody(OK)),
    own("accounts:access_log", "mein-konto/zugriffe/", signed_in(OK), NO_POST),
]

OFFICES = "hr foreign_hr"
FILE = "personal/nachweise/<str:code>.pdf"


def exports(name: str, path: str, outcome: str = OK) -> list[Row]:
    """Return the rows of an export: own, foreign, both mixed, all, and of another municipality."""
    own_rows, foreign_rows = only("hr", outcome), only("foreign_hr", outcome)
    return [
        own(name, path, NO_POST, own_rows, abschluss=["{own_id}"]),
        own(name, path, NO_POST, foreign_rows, abschluss=["{foreign_id}"]),
        own(name, path, NO_POST, NOBODY, abschluss=["{own_id}", "{foreign_id}"]),
        own(name, path, NO_POST, only(OFFICES, outcome), umfang="alle"),
        own(name, path, NO_POST, foreign_rows, umfang="alle", kommune="{there}"),
    ]


def at_record(name: str, path: str, post: dict | None, /, **data) -> list[Row]:
    """Return the rows of a page about a certificate; a form is answered by its second step."""
    route = f"personal/nachweise/<str:code>/{path}"
    whose = {"own_code": only("hr", OK), "foreign_code": only("foreign_hr", OK)}
    return [
        own(
            f"hr:{name}",
            route,
            outcome,
            signed_in(NO_METHOD) if post else outcome,
            f"personal/nachweise/{{{code}}}/{path}",
            **data,
        )
        for code, outcome in whose.items()
    ]


HR = [
    own("hr:desk", "personal/", only(OFFICES, OK), NO_POST),
    own("hr:desk", "personal/", only("foreign_hr", OK), NO_POST, "personal/?kommune={there}"),
    own("hr:certificate", FILE, only("hr", OK), NO_POST, "personal/nachweise/{own_code}.pdf"),
    own(
        "hr:certificate",
        FILE,
        only("foreign_hr", OK),
        NO_POST,
        "personal/nachweise/{foreign_code}.pdf",
    ),
    *at_record("record", "", everybody(NO_METHOD)),
    *at_record("correct", "korrigieren/", None, name="Mara Neu", reason="Heirat"),
    *at_record("revoke", "widerrufen/", None, reason="Irrtum"),
    *exports("hr:request_bundle", "personal/dateien/", REDIRECT),
    own(
        "hr:bundle",
        "personal/dateien/<uuid:key>/",
        only("hr", OK),
        NO_POST,
        "personal/dateien/{bundle}/",
    ),
    own(
        "hr:bundle_file",
        "personal/dateien/<uuid:key>/abruf/",
        only("hr", OK),
        NO_POST,
        "personal/dateien/{bundle}/abruf/",
    ),
    *exports("hr:xlsx", "personal/liste.xlsx"),
]
