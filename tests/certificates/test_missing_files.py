"""The command that makes all files that are missing, in batches."""

import re

import pytest
from django.core.management import CommandError, call_command

from certificates import services
from certificates.models import CertificateFile
from certificates.rendering import RenderError, RenderTight
from certificates.services import ensure_file
from tests import factories


@pytest.fixture
def certificates(musterstadt, edition, press, monkeypatch):
    """Five of them, for batches of two; the first has its file."""
    monkeypatch.setattr(services.files, "BATCH", 2)
    people = [factories.make_person(musterstadt) for _number in range(5)]
    issued = [factories.complete(person, edition).certificate for person in people]
    ensure_file(issued[0])
    return issued


def test_all_missing_files_are_made_in_batches(certificates, press):
    sizes = [len(files.ready) for files in services.files.make_missing_files()]
    assert sizes == [2, 2]
    assert CertificateFile.objects.count() == len(press.jobs) == 5
    assert list(services.files.make_missing_files()) == []


def test_the_command_says_how_far_it_is(certificates, capsys):
    call_command("print_certificates")
    assert capsys.readouterr().out.splitlines() == ["Made 2 files.", "Made 4 files."]


def test_what_cannot_be_made_holds_up_nothing_and_is_told(certificates, press):
    press.error = RenderError("stopped by SIGSEGV")
    with pytest.raises(CommandError, match="4 files were not made"):
        call_command("print_certificates")
    assert len(press.jobs) == 5
    press.error = None
    call_command("print_certificates")
    assert CertificateFile.objects.count() == 5


def test_a_batch_costs_few_queries(certificates, django_assert_max_num_queries):
    with django_assert_max_num_queries(3 + 2 * 1 + 4 * 7):  # looks, and what each file takes
        list(services.files.make_missing_files())


def test_what_has_no_room_gets_its_file_in_smaller_letters(certificates, press, monkeypatch):
    asked = []

    def produce(orders, **options):
        asked.append(orders[0].job.html)
        return [RenderTight([])] if len(asked) == 1 else press(orders, **options)

    monkeypatch.setattr(services.files, "produce", produce)
    ensure_file(certificates[1])
    first, second = (int(re.search(r"fit-(\d)", html)[1]) for html in asked)
    assert second == first + 1
