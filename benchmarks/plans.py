"""What a seed leaves behind for the runner: requests by name, in a file of JSON.

Used inside all measured projects, so it knows nothing of any of them.
"""

import json
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

CSRF = "a" * 32  # any 32 letters are a token, as long as cookie and form agree


def cookies_of(user) -> dict[str, str]:
    """Sign a person in and return the cookies of the new session."""
    from django.conf import settings
    from django.contrib import auth

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"sessionid": session.session_key, "csrftoken": CSRF}


def get(path: str, *, cookies=None, contains: str = "", headers=None) -> dict:
    """Describe a GET; the answer has to be a 200 with `contains` in it."""
    return {
        "method": "GET",
        "path": path,
        "headers": _headers(cookies, headers),
        "body": "",
        "status": 200,
        "contains": contains,
    }


def post_form(path: str, fields: dict, *, cookies, status: int, headers=None) -> dict:
    return {
        "method": "POST",
        "path": path,
        "headers": _headers(cookies, headers)
        | {"Content-Type": "application/x-www-form-urlencoded"},
        "body": urlencode({"csrfmiddlewaretoken": CSRF, **fields}, doseq=True),
        "status": status,
        "contains": "",
    }


def post_json(path: str, data, *, cookies) -> dict:
    return {
        "method": "POST",
        "path": path,
        "headers": _headers(cookies, {"X-CSRFToken": CSRF}) | {"Content-Type": "application/json"},
        "body": json.dumps(data),
        "status": 200,
        "contains": "ok",
    }


def _headers(cookies, headers) -> dict[str, str]:
    pairs = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    return {**({"Cookie": pairs} if pairs else {}), **(headers or {})}


def write(path: str | Path, plan: dict) -> None:
    Path(path).write_text(json.dumps(plan), encoding="utf-8")


def read(path: str | Path) -> dict:
    return json.loads(Path(path).read_text(encoding="utf-8"))
