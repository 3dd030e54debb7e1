"""Start-up checks: can certificates be printed and signed on this machine? Nothing is loaded."""

import ctypes
from datetime import timedelta

from django.conf import settings
from django.core.checks import Error, Warning, register  # noqa: A004
from django.utils import timezone

from certificates.keys import Keyring
from certificates.rendering import Profile

SOON = timedelta(days=180)  # start-ups may be rare
FONT_ENDINGS = (".ttf", ".otf", ".ttc")
SUBSETTER = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset")


@register()
def check_fonts(app_configs, **kwargs):
    """Without its own fonts the renderer takes the machine's, or crashes where it has none."""
    conf = settings.CERTIFICATE_FONTS_CONF
    hint = "Run script/assets; it builds the fonts and their configuration."
    if not conf.is_file():
        message = f"Certificates cannot be printed: {conf} is missing."
        return [Error(message, hint=hint, id="certificates.E001")]
    if not any(file.suffix in FONT_ENDINGS for file in conf.parent.iterdir()):
        message = f"Certificates cannot be printed: there are no fonts in {conf.parent}."
        return [Error(message, hint=hint, id="certificates.E002")]
    return []


@register()
def check_subsetter(app_configs, **kwargs):
    """Without this library a certificate takes a third of a second instead of a hundredth."""
    for name in SUBSETTER:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return []
    return [
        Warning(
            "Certificates are printed slowly: the library harfbuzz-subset is missing.",
            hint="Debian and Ubuntu: apt-get install libharfbuzz-subset0",
            id="certificates.W001",
        )
    ]


@register()
def check_profile(app_configs, **kwargs):
    """A certificate meets the standards for archives; hand-outs need not."""
    allowed = sorted({*Profile} - {Profile.HANDOUT})
    if settings.CERTIFICATE_PROFILE in allowed:
        return []
    message = f"LMS_CERTIFICATE_PROFILE has to be one of: {', '.join(allowed)}."
    return [Error(message, id="certificates.E004")]


@register()
def check_keys(app_configs, **kwargs):
    """Without keys certificates are issued but have no files; open keys are nobody's any more.

    Missing ones are a warning only: commands have to run before there are any, and nothing is
    lost meanwhile. Keys that others may read are an error: what they sign proves nothing.
    """
    ring = Keyring(settings.CERTIFICATE_KEYS_DIR)
    hint = "Run manage.py create_signing_keys as the user of the server; see docs/certificates.md."
    found = []
    for problem in ring.problems():
        missing = problem.startswith("there is no")
        kind, number = (Warning, "W002") if missing else (Error, "E003")
        message = f"Certificates cannot be signed safely: {problem}."
        found.append(kind(message, hint=hint, id=f"certificates.{number}"))
    until = ring.valid_until()
    if until and until < timezone.now() + SOON:
        message = f"The certificate of the key that signs certificates expires on {until:%Y-%m-%d}."
        hint = "Run manage.py rotate_signing_keys document; see docs/certificates.md."
        found.append(Warning(message, hint=hint, id="certificates.W003"))
    return found
