"""The glossary: written by trainers, explained in lessons, frozen with every release."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from courses.frozen import compose, frozen_lesson
from courses.models import EditionLesson, GlossaryTerm, LessonPage
from courses.services import TermData, add_terms
from courses.services.compilation import compile_course
from tests.factories import SINGLE, SYSTEM, make_course, make_person, release_course, uid

TEXT = "<p>Abstand ist erlaubt. Der Abstand <a href='https://a.example'>Abstand</a>.</p>"
BODY = [
    {"type": "heading", "id": uid("h"), "value": {"text": "Abstand", "level": "h2"}},
    {"type": "text", "id": uid("t"), "value": TEXT},
    SINGLE | {"value": SINGLE["value"] | {"case": "<p>Abstand</p>"}},
]
TERM = TermData("Abstand", "So weit, dass Sie ausweichen können.", ("Abstands",), "Leitfaden 2024")


@pytest.fixture
def terms(db):
    add_terms(actor=SYSTEM, terms=[TERM, TermData("Melderegister", "Ein Verzeichnis.")])
    return {item.term: item for item in GlossaryTerm.objects.all()}


@pytest.fixture
def edition(terms, course_index):
    return release_course(make_course(course_index, lessons=[("text", "Text", BODY)]))


def html_of(edition) -> str:
    lesson = frozen_lesson(edition, edition.outline.lessons[0])
    return "".join(part.html for part in lesson.parts)


def test_a_lesson_explains_a_term_where_it_first_occurs(edition):
    html = html_of(edition)
    assert html.count('popovertarget="term-abstand"') == 2  # the term, and what closes it
    assert html.count('id="term-abstand" popover') == 1
    assert "So weit, dass Sie ausweichen können." in html
    assert "Leitfaden 2024" in html
    assert '>Abstand</button><span class="term__text"' in html
    assert "</span></span> ist erlaubt. Der Abstand <a" in html
    assert ">Abstand</h2>" in html
    assert "melderegister" not in html


def test_questions_are_left_alone(edition):
    lesson = frozen_lesson(edition, edition.outline.lessons[0])
    assert lesson.questions[uid("single")].case == "<p>Abstand</p>"


def test_a_release_keeps_what_the_glossary_said(edition, terms, learner, client):
    before = html_of(edition)
    terms["Abstand"].explanation = "Etwas anderes."
    terms["Abstand"].save()
    terms["Melderegister"].delete()
    row = EditionLesson.objects.get(edition=edition)
    assert row.terms == [
        {
            "anchor": "abstand",
            "term": "Abstand",
            "forms": ["Abstand", "Abstands"],
            "explanation": TERM.explanation,
            "source": "Leitfaden 2024",
        }
    ]
    assert html_of(edition) == before


def test_the_next_release_has_the_new_words(edition, terms):
    terms["Abstand"].explanation = "Zwei Armlängen."
    terms["Abstand"].save()
    course = LessonPage.objects.get().get_parent().get_parent().specific
    assert "Zwei Armlängen." in html_of(release_course(course))


def test_the_explanations_of_a_release_cannot_be_changed(edition):
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionLesson.objects.update(terms=[])


def test_a_preview_shows_the_glossary_of_today(edition, terms, client, trainer):
    client.force_login(trainer)
    terms["Abstand"].explanation = "Eben erst geschrieben."
    terms["Abstand"].save()
    url = reverse("wagtailadmin_pages:view_draft", args=[LessonPage.objects.get().pk])
    assert "Eben erst geschrieben." in client.get(url).content.decode()


def test_terms_of_another_language_are_not_used(course_index, db):
    add_terms(actor=SYSTEM, terms=[TermData("Abstand", "A German word.", language="en")])
    course = make_course(course_index, lessons=[("text", "Text", BODY)])
    assert list(compile_course(course).terms.values()) == [[]]


def test_words_of_authors_are_escaped(terms):
    marked = TermData("Notruf", '<img src=x onerror="x">', source="<b>Quelle</b>")
    add_terms(actor=SYSTEM, terms=[marked])
    body = [{"type": "text", "id": uid("t"), "value": "<p>Notruf</p>"}]
    stream = LessonPage.body.field.stream_block.to_python(body)
    [part] = compose(stream, [GlossaryTerm.objects.get(term="Notruf").to_term()]).parts
    assert "<img" not in part.html
    assert "<b>" not in part.html
    assert "&lt;img src=x" in part.html


def test_callouts_are_explained_and_their_titles_are_not(terms):
    value = {"kind": "info", "title": "Abstand", "text": "<p>Abstand halten</p>"}
    stream = LessonPage.body.field.stream_block.to_python(
        [{"type": "callout", "id": uid("c"), "value": value}]
    )
    [part] = compose(stream, [terms["Abstand"].to_term()]).parts
    assert '<p class="callout__title">Abstand</p>' in part.html
    assert ">Abstand</button>" in part.html


# --- The page ---


def test_everybody_can_look_up_all_terms(client, terms):
    page = client.get("/glossar/").content.decode()
    assert '<div id="abstand">' in page
    assert "Ein Verzeichnis." in page
    assert page.index("Abstand") < page.index("Melderegister")


def test_the_page_costs_one_query(client, terms, django_assert_max_num_queries):
    client.get("/glossar/")  # fills the caches of the footer
    with django_assert_max_num_queries(1):
        client.get("/glossar/")


def test_languages_stand_apart_with_addresses_of_their_own(client, terms):
    add_terms(actor=SYSTEM, terms=[TermData("Abstand", "Distance.", language="en")])
    page = client.get("/glossar/").content.decode()
    assert '<div id="en-abstand">' in page
    lists = [f'<dl class="glossary" lang="{code}">' for code in ("de", "en")]
    assert page.index(lists[0]) < page.index(lists[1])


def test_an_empty_glossary_says_so(client, db):
    assert client.get("/glossar/").status_code == 200


# --- Writing ---


def term_data(**changes) -> dict:
    return {
        "term": "Hausrecht",
        "variants": "Hausrechts",
        "explanation": "Wer bleiben darf.",
        "source": "",
        "language": "de",
        **changes,
    }


@pytest.fixture
def editor(client, trainer, course_index):
    client.force_login(trainer)
    return client


def test_trainers_write_terms(editor):
    assert editor.post(reverse("glossary:add"), term_data()).status_code == 302
    term = GlossaryTerm.objects.get()
    assert (term.slug, term.to_term().forms) == ("hausrecht", ("Hausrecht", "Hausrechts"))
    edit = reverse("glossary:edit", args=[term.pk])
    assert editor.post(edit, term_data(term="Straßenrecht")).status_code == 302
    assert GlossaryTerm.objects.get().slug == "strassenrecht"
    assert editor.post(reverse("glossary:delete", args=[term.pk])).status_code == 302
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"term": ""}, "term"),
        ({"term": "§§"}, "term"),
        ({"term": "Hausrecht\u202e"}, "term"),
        ({"term": "HAUSRECHT"}, "term"),
        ({"explanation": "x" * 301}, "explanation"),
        ({"explanation": ""}, "explanation"),
        ({"variants": "x\n" * 300}, "variants"),
    ],
)
def test_unfit_terms_are_refused_at_the_field(editor, changes, field):
    add_terms(actor=SYSTEM, terms=[TermData("Hausrecht", "Wer bleiben darf.")])
    data = term_data(term="Meldeweg") | changes
    response = editor.post(reverse("glossary:add"), data)
    assert list(response.context["form"].errors) == [field]


def test_one_term_has_one_entry_in_the_database(terms):
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryTerm.objects.create(term="ABSTAND", explanation="x")


def test_learners_write_no_terms(musterstadt, course_index):
    with pytest.raises(PermissionDenied):
        add_terms(actor=make_person(musterstadt), terms=[TERM])


def test_files_are_checked_and_may_be_read_twice(terms):
    assert add_terms(actor=SYSTEM, terms=[TERM]) == 0
    with pytest.raises(ValidationError):
        add_terms(actor=SYSTEM, terms=[TermData("Neu", "x" * 301)])
