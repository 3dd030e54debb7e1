"""Lessons and modules as papers."""

import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from accounts.permissions import SYSTEM
from accounts.services import ContactData, set_local_contacts
from core.models import CustomImage
from courses.blocks import LESSON_BLOCKS
from courses.enums import QUESTION_KINDS
from handouts import readings, services
from tests import every_kind, factories
from tests.factories import NOTE, SCENARIO, TEXT, item, uid

pytestmark = pytest.mark.django_db

GENERAL = [
    {"type": "heading", "id": uid("head"), "value": {"text": "Abstand", "level": "h3"}},
    TEXT,
    {
        "type": "text",
        "id": uid("link"),
        "value": '<p>Mehr dazu im <a href="/glossar/">Glossar</a>.</p>',
    },
    {
        "type": "steps",
        "id": uid("steps"),
        "value": {"title": "So", "kind": "checklist", "items": [item("s", "<p>STEP-ONE</p>")]},
    },
    {
        "type": "accordion",
        "id": uid("more"),
        "value": [item("m", {"title": "Quellen", "text": "<p>SOURCE-TEXT</p>"})],
    },
    {
        "type": "quotation",
        "id": uid("quote"),
        "value": {"text": "QUOTED", "source": "Grundgesetz"},
    },
    {
        "type": "callout",
        "id": uid("callout"),
        "value": {"kind": "legal", "title": "Recht", "text": "<p>CALLOUT-TEXT</p>"},
    },
    {"type": "reflection", "id": uid("think"), "value": {"prompt": "REFLECTION-PROMPT"}},
]


@pytest.fixture
def picture(db):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(data, "PNG")
    return CustomImage.objects.create(title="Weg", file=ContentFile(data.getvalue(), "weg.png"))


@pytest.fixture
def edition(course_index, picture):
    figure = {
        "type": "figure",
        "id": uid("figure"),
        "value": {"image": picture.pk, "alt_text": "ALT-TEXT", "caption": "CAPTION"},
    }
    lessons = [
        ("lesen", "Lesen", [NOTE, *GENERAL, figure]),
        ("fragen", "Fragen", [*every_kind.INLINE, every_kind.POOL]),
        ("szenario", "Entscheiden", [SCENARIO]),
    ]
    return factories.release_course(factories.make_course(course_index, lessons=lessons))


@pytest.fixture
def reader(client, learner, musterstadt, edition):
    """A signed-in learner of the course, in a municipality with contacts."""
    set_local_contacts(
        actor=SYSTEM,
        organisation=musterstadt,
        contacts=[ContactData("Jo Vertraut", "hört zu", "0123 456", "")],
        reporting_path="Zuerst die Leitung\nDann die Personalstelle",
    )
    factories.enrol(learner, edition)
    client.force_login(learner)
    cache.clear()
    return client


def _text(response) -> str:
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _lesson_paper(client, slug: str) -> str:
    return _text(client.get(reverse("handouts:lesson", args=["kurs", slug])))


def test_a_lesson_becomes_a_paper_with_the_help_of_ones_own_house(reader):
    text = _lesson_paper(reader, "lesen")
    for part in ("Lesen", "Abstand", "STEP-ONE", "SOURCE-TEXT", "QUOTED", "CALLOUT-TEXT"):
        assert part in text
    for part in ("REFLECTION-PROMPT", "CAPTION", "Jo Vertraut", "0123 456", "Dann die Personal"):
        assert part in text


def test_questions_have_room_for_an_answer_and_their_solution_at_the_end(reader):
    text = _lesson_paper(reader, "fragen")
    assert text.index("Welche Anschrift geben Sie an?") < text.index("RIGHT-FEEDBACK")
    assert text.index("Aussage 5") < text.index("RIGHT-FEEDBACK")
    for feedback in ("LOOK-FEEDBACK", "116-FEEDBACK", "PUSH-FEEDBACK", "CALM", "POOL-5-TRUE"):
        assert feedback in text


def test_a_scenario_is_its_text_version(reader):
    text = _lesson_paper(reader, "szenario")
    assert "TEXT-VERSION" in text
    assert "Ich wähle calm" not in text


def test_a_module_holds_all_its_lessons_in_order(reader):
    text = _text(reader.get(reverse("handouts:module", args=["kurs", "modul"])))
    places = [text.index(part) for part in ("In der Situation", "STEP-ONE", "Aussage 1")]
    assert places == sorted(places)
    assert "TEXT-VERSION" in text


def test_a_paper_is_printed_once_for_a_municipality(reader, monkeypatch):
    first = _lesson_paper(reader, "lesen")

    def fail(job):
        raise AssertionError("printed again")

    monkeypatch.setattr(services, "print_document", fail)
    assert _lesson_paper(reader, "lesen") == first


def test_other_contacts_make_another_paper(reader, musterstadt):
    assert "Jo Vertraut" in _lesson_paper(reader, "lesen")
    set_local_contacts(actor=SYSTEM, organisation=musterstadt, contacts=[], reporting_path="")
    assert "Jo Vertraut" not in _lesson_paper(reader, "lesen")


def test_people_who_have_not_started_the_course_get_nothing(reader, beispielkreis):
    stranger = factories.make_person(beispielkreis)
    reader.force_login(stranger)
    for name, slug in (("lesson", "lesen"), ("module", "modul")):
        assert reader.get(reverse(f"handouts:{name}", args=["kurs", slug])).status_code == 404


def test_unknown_lessons_and_modules_are_not_found(reader):
    for name in ("lesson", "module"):
        assert reader.get(reverse(f"handouts:{name}", args=["kurs", "nichts"])).status_code == 404


def test_a_paper_that_cannot_be_made_is_a_page_that_says_so(reader, settings, tmp_path):
    settings.CERTIFICATE_FONTS_CONF = tmp_path / "missing.conf"
    response = reader.get(reverse("handouts:lesson", args=["kurs", "lesen"]))
    assert response.status_code == 503
    assert response["Retry-After"] == "120"


def test_every_block_has_a_form_for_print():
    from django.template.loader import get_template

    printed = {"video": "recording", "audio": "recording"}
    names = {printed.get(name, name) for name, _block in LESSON_BLOCKS} - QUESTION_KINDS
    for name in {*names, "question"}:
        assert get_template(f"handouts/pdf/blocks/{name}.html")


def test_links_lead_to_the_platform_from_paper_too(reader, settings):
    assert f'href="{settings.BASE_URL}/glossar/"' in readings.printed(
        '<p><a href="/glossar/">Glossar</a></p>'
    )


def test_a_drawing_stays_sharp_in_print_and_is_said_in_words(client, learner, course_index):
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" height="100">'
        b'<text x="9" y="40" font-family="Noto Sans" font-size="16">SHARP-TEXT</text></svg>'
    )
    image = CustomImage.objects.create(title="Weg", file=ContentFile(drawing, "weg.svg"))
    value = {"image": image.pk, "alt_text": "ALT", "description": "<p>PICTURE-IN-WORDS</p>"}
    figure = {"type": "figure", "id": uid("drawing"), "value": value}
    course = factories.make_course(course_index, lessons=[("bild", "Bild", [figure])])
    factories.enrol(learner, factories.release_course(course))
    client.force_login(learner)
    text = _lesson_paper(client, "bild")
    assert "SHARP-TEXT" in text  # as text, not as dots
    assert "PICTURE-IN-WORDS" in text
