"""The renderer in its own process: what it refuses and survives."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from certificates import render
from certificates.printing import Limits, pack, print_all, unpack
from certificates.rendering import Attachment, Job, Profile, RenderError, RenderRefused
from tests.certificates import papers

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def page(body: str = "", head: str = "", css: str = "", **assets: bytes) -> Job:
    html = (
        f'<html lang="de"><head><title>Titel</title>{head}</head>'
        f"<body><h1>Probe</h1>{body}</body></html>"
    )
    return Job(html, css, {f"asset:{name}.png": data for name, data in assets.items()})


def print_here(*jobs: Job, **options):
    return print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF, **options)


def test_own_assets_are_printed():
    (pdf,) = print_here(page('<p><img src="asset:dot.png" alt="Punkt"></p>', dot=PIXEL))
    assert len(list(papers.reader(pdf).pages[0].images)) == 1


def test_signs_that_lists_are_typed_with_can_be_printed():
    (pdf,) = print_here(page("<p>➔ ☐ ✗ ✓ → • ½ № ☎</p>"))
    assert "➔ ☐ ✗ ✓ → • ½ № ☎" in papers.text_of(pdf)


def test_a_path_from_here_leads_to_the_same_fonts():
    relative = Path(os.path.relpath(settings.CERTIFICATE_FONTS_CONF))
    assert print_all([page("<p>Ñ</p>")], fonts_conf=relative) == print_here(page("<p>Ñ</p>"))


FAULTS = {
    "character that no font has": page("<p>\u1e900 \U00013000</p>"),
    "control character": page("<p>a\u0007b</p>"),
    "picture without a description": page('<p><img src="asset:dot.png" alt=""></p>', dot=PIXEL),
    "style that is not understood": page(css="h1 { color: blau }"),
    "no title": Job('<html lang="de"><body><p>x</p></body></html>'),
    "no language": Job("<html><head><title>x</title></head><body><p>x</p></body></html>"),
}


@pytest.fixture(scope="module")
def faulty():
    # Twice: a style sheet is parsed once, and its fault must not be forgotten.
    results = print_here(*FAULTS.values(), *FAULTS.values())
    return dict(zip([*FAULTS, *(f"{name} again" for name in FAULTS)], results, strict=True))


@pytest.mark.parametrize("suffix", ["", " again"])
@pytest.mark.parametrize("name", FAULTS)
def test_what_would_be_printed_wrongly_is_refused(faulty, name, suffix):
    result = faulty[name + suffix]
    assert isinstance(result, RenderRefused)
    assert len(result.lines) >= 1


def test_the_reason_quotes_nothing_of_the_document():
    (result,) = print_here(page("<p>\U00013000 Geheimname</p>"))
    assert result.reason == f"refused with {len(result.lines)} messages"


USES = "".join(
    f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
)
BOMB = page(
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><title>t</title>'
    f'<defs><rect id="g0" width="1" height="1"/>{USES}</defs><use xlink:href="#g8"/></svg>'
)


def test_a_bomb_costs_itself_only():
    limits = Limits(cpu_seconds=2)
    first, bomb, last = print_here(page("<p>1</p>"), BOMB, page("<p>2</p>"), limits=limits)
    assert isinstance(bomb, RenderError)
    assert bomb.reason == "took too long"
    assert papers.text_of(first) == "Probe 1"
    assert papers.text_of(last) == "Probe 2"


def test_a_greedy_document_costs_itself_only():
    big = page("<p>" + "<i>x</i>" * 60_000 + "</p>")
    limits = Limits(memory=320 * 1024**2)
    greedy, small = print_here(big, page("<p>1</p>"), limits=limits)
    assert isinstance(greedy, RenderError)
    assert papers.text_of(small) == "Probe 1"


def test_a_process_that_hangs_is_stopped():
    (result,) = print_here(BOMB, limits=Limits(start_seconds=1, job_seconds=1))
    assert result.reason == "took too long"


def test_a_native_crash_is_an_answer(tmp_path):
    """Without a single font Pango ends the whole process."""
    conf = tmp_path / "fonts.conf"
    conf.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    results = print_all([page(), page()], fonts_conf=conf)
    assert [result.reason for result in results] == ["stopped by SIGSEGV"] * 2


def test_missing_fonts_are_an_answer(tmp_path):
    (result,) = print_all([page()], fonts_conf=tmp_path / "none.conf")
    assert result.reason == "no fonts are installed"


def test_a_process_that_cannot_start_is_asked_once(monkeypatch):
    calls = []

    def run(*args, **kwargs):
        calls.append(args)
        return subprocess.CompletedProcess(args, 1, stdout=b"", stderr=b"")

    monkeypatch.setattr(subprocess, "run", run)
    assert [result.reason for result in print_here(page(), page())] == ["ended with 1"] * 2
    assert len(calls) == 1


def test_the_process_gets_no_secrets(monkeypatch):
    seen = {}

    def run(*args, env, **kwargs):
        seen.update(env)
        return subprocess.CompletedProcess(args, 0, stdout=b'{"ready": true}\n', stderr=b"")

    monkeypatch.setattr(subprocess, "run", run)
    print_here(page())
    assert seen.keys() == {"FONTCONFIG_FILE", "LC_ALL"}


def test_many_jobs_keep_their_order():
    results = print_here(*(page(f"<p>{n}</p>") for n in range(5)), limits=Limits(jobs=2))
    assert [papers.text_of(pdf) for pdf in results] == [f"Probe {n}" for n in range(5)]


def test_web_workers_never_load_the_renderer():
    code = (
        "import django, sys; django.setup(); import lms.urls, lms.wsgi;"
        "print(sorted({'weasyprint', 'fontTools', 'pydyf'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=settings.PROJECT_DIR
    )
    assert done.stdout.split(b"\n")[-2] == b"[]"


def test_complaints_count_even_where_logging_is_silenced():
    code = (
        "import logging; logging.getLogger().setLevel(logging.CRITICAL)\n"
        "from certificates.rendering import Job, Renderer, RenderRefused\n"
        "html = '<html lang=de><title>x</title><p>\\U00013000</p></html>'\n"
        "try: Renderer().render(Job(html)); print('printed')\n"
        "except RenderRefused: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=settings.PROJECT_DIR,
        env={"FONTCONFIG_FILE": str(settings.CERTIFICATE_FONTS_CONF)},
    )
    assert done.stdout == b"refused\n"


def test_the_process_does_not_load_django():
    code = (
        "import sys; from certificates.rendering import Renderer;"
        "Renderer(); print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=settings.PROJECT_DIR
    )
    assert done.stdout == b"False\n"


def test_a_job_comes_through_the_process_as_it_is():
    job = Job(
        "<p>ä</p>",
        "p { }",
        {"asset:a": b"\x00\xff"},
        Profile.CERTIFICATE,
        (Attachment("a.json", b"\xff", "A", created="2026-11-22"),),
        "Signatur",
    )
    assert unpack(json.loads(json.dumps(pack(job)))) == job
    assert unpack({"html": "x"}) == Job("x")


@pytest.mark.parametrize(
    "faulty",
    [
        lambda: Attachment("a.json", b"", "", created="2026-11-22"),
        lambda: Attachment("a.json", b"", "A"),
        lambda: Job("x", signature_field="Signatur"),
    ],
)
def test_what_would_be_left_out_silently_is_refused_at_once(faulty):
    with pytest.raises(ValueError):
        faulty()


@pytest.mark.parametrize("profile", [Profile.CERTIFICATE, Profile.CERTIFICATE_UA2])
def test_the_same_certificate_is_the_same_bytes_whatever_came_before(profile):
    file = Attachment("a.json", b"{}", "A", created="2026-11-22")
    job = replace(page("<p>Thị</p>"), profile=profile, attachments=(file,), signature_field="S")
    first, _other, again = print_here(job, page("<p>محمد</p>"), job)
    (elsewhere,) = print_here(job)
    assert first == again == elsewhere


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.json"
    path.write_bytes((settings.PROJECT_DIR / "certificates/sample.json").read_bytes())
    return path


def test_a_document_is_printed_from_the_command_line(sample):
    assert render.main([str(sample)]) == 0
    pdf = sample.with_suffix(".pdf").read_bytes()
    assert "Teilnahmebescheinigung" in papers.text_of(pdf)
    assert papers.attachments_of(pdf) == ["sample.json"]


def test_the_command_line_says_why_a_document_is_refused(sample, capsys):
    sample.write_text(
        json.dumps({"html": "<html lang=de><title>x</title><p>\U00013000</p></html>"})
    )
    assert render.main([str(sample)]) == 1
    assert "U+13000" in capsys.readouterr().err
    assert not sample.with_suffix(".pdf").exists()


@pytest.mark.parametrize(
    "content", ["", "no JSON", "[1]", '{"htm": "<p>"}', '{"profile": "x"}', b"\xff"]
)
def test_the_command_line_says_what_is_no_job(sample, content, capsys):
    sample.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert render.main([str(sample)]) == 1
    assert capsys.readouterr().err.startswith("This is no job: ")
    assert render.main([f"{sample}.missing"]) == 1
