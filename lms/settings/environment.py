"""Every environment variable of the product, declared once.

`read(name)` returns the typed value, or the default where the variable is not set. A
variable that is not declared here does not exist; `docs/settings.md` lists the same names
and a test compares the two.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
REQUIRED = object()


@dataclass(frozen=True)
class Variable:
    """One setting: how it is parsed, what holds without it, and what it is for."""

    kind: str  # a method of environ.Env: str, bool, int, list, db_url, email_url, cache_url
    default: Any
    purpose: str


VARIABLES = {
    "LMS_SECRET_KEY": Variable("str", REQUIRED, "Key for signatures and sessions, 50+ characters."),
    "LMS_SECRET_KEY_FALLBACKS": Variable("list", [], "Earlier keys that are still accepted."),
    "LMS_DATA_DIR": Variable(
        "str", str(PROJECT_DIR / "var"), "Folder for the SQLite file, uploads and certificates."
    ),
    "LMS_KEYS_DIR": Variable(
        "str",
        "",
        "Folder for the signing keys; without it keys/ in the data folder.",
    ),
    "LMS_DATABASE_URL": Variable(
        "str", "", "postgres://user:password@host/name; without it SQLite in the data folder."
    ),
    "LMS_CACHE_URL": Variable(
        "str", "", "rediscache://host:6379/0; without it a table of the database."
    ),
    "LMS_BASE_URL": Variable(
        "str", "https://localhost", "Public address; printed in QR codes and mails."
    ),
    "LMS_ALLOWED_HOSTS": Variable("list", [], "Host names that are served; default: base URL's."),
    "LMS_HTTPS": Variable("bool", True, "false only for trying it out on one machine without TLS."),
    "LMS_PROXY_COUNT": Variable("int", 0, "Trusted reverse proxies in front of the server."),
    "LMS_EMAIL_URL": Variable(
        "str", "consolemail://", "smtp+tls://user:password@host:587; default prints mails."
    ),
    "LMS_EMAIL_FROM": Variable("str", "lernplattform@localhost", "Sender of all mails."),
    "LMS_ACCESSIBILITY_EMAIL": Variable(
        "str", "", "Office that is mailed reported barriers; without it they wait in the editor."
    ),
    "LMS_LEAVE_URL": Variable(
        "str",
        "https://www.dwd.de/",
        "Where “Leave this page quickly” leads: a page that anybody may have open.",
    ),
    "LMS_TSA_URL": Variable(
        "str", "", "Time-stamp authority (RFC 3161) for certificates; without it none is asked."
    ),
    "LMS_CERTIFICATE_PROFILE": Variable(
        "str",
        "certificate",
        "certificate: PDF/A-3a, PDF/UA-1; certificate-ua2: PDF/A-4f, PDF/UA-2.",
    ),
    "LMS_DEMO": Variable("bool", False, "Allows `manage.py demo` and names the demo sign-ins."),
    "LMS_LOG_LEVEL": Variable("str", "INFO", "Level of the JSON log on standard error."),
}


def read(name: str) -> Any:
    """Return the typed value of a declared variable.

    Raises `KeyError` for an undeclared name and `ImproperlyConfigured` where a required one
    is missing or a value cannot be parsed.
    """
    variable = VARIABLES[name]
    parse = getattr(environ.Env(), variable.kind)
    if variable.default is REQUIRED:
        return parse(name)
    return parse(name, default=variable.default)
