"""Start-up checks name what is missing for printing."""

import ctypes
import sys

import pytest

from certificates import checks


def test_this_machine_is_ready():
    assert checks.check_fonts(None) == []


def test_missing_configuration(settings, tmp_path):
    settings.CERTIFICATE_FONTS_CONF = tmp_path / "fonts.conf"
    assert [message.id for message in checks.check_fonts(None)] == ["certificates.E001"]


def test_missing_fonts(settings, tmp_path):
    settings.CERTIFICATE_FONTS_CONF = tmp_path / "fonts.conf"
    settings.CERTIFICATE_FONTS_CONF.write_text("<fontconfig/>")
    assert [message.id for message in checks.check_fonts(None)] == ["certificates.E002"]


def test_missing_library(monkeypatch):
    def missing(name):
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert [message.id for message in checks.check_subsetter(None)] == ["certificates.W001"]


@pytest.mark.parametrize(
    ("profile", "found"),
    [
        ("certificate", []),
        ("certificate-ua2", []),
        ("handout", ["certificates.E004"]),
        ("pdf/a-3b", ["certificates.E004"]),
    ],
)
def test_the_standard_of_certificates_is_one_that_we_keep(settings, profile, found):
    settings.CERTIFICATE_PROFILE = profile
    assert [message.id for message in checks.check_profile(None)] == found


def test_checks_load_no_renderer():
    checks.check_fonts(None)
    checks.check_subsetter(None)
    assert "weasyprint" not in sys.modules
