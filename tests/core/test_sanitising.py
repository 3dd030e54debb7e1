"""Rich text: text and structure stay, whatever could run or load is gone."""

import pytest
from django.forms import model_to_dict
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from core.blocks import TEXT_FEATURES, TextBlock
from core.models import TextPage
from core.sanitising import sanitise
from courses.models import CoursePage


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block-key="a1">Text <b>fett</b> <i>kursiv</i><br/>Zeile</p>',
        "<ul><li>eins</li></ul><ol><li>zwei</li></ol>",
        '<p><a linktype="page" id="3">Seite</a> <a linktype="document" id="4">Datei</a></p>',
        '<p><a href="https://example.org/">außen</a> <a href="mailto:a@example.org">Mail</a></p>',
        '<p><a href="tel:110">110</a> <a href="#anker">hier</a></p>',
    ],
)
def test_what_the_editor_writes_stays(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="java\tscript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p><a>a</a></p>"),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ('<p>a<img src="https://example.org/pixel"></p>', "<p>a</p>"),
        ('<p>a<embed embedtype="media" url="https://example.org/"></p>', "<p>a</p>"),
        ('<iframe src="https://example.org/"></iframe>', ""),
        ("<h1>Titel</h1>", "Titel"),
        ('<p data-block-key="a1"></p>', ""),
        ('<p>a<br data-block-key="x">b</p>', "<p>a<br/>b</p>"),
    ],
)
def test_everything_else_goes(html, expected):
    assert sanitise(html) == expected


@given(st.text(alphabet="<>/=\"' ascriptonlk:hefp&;", max_size=60))
def test_cleaning_twice_changes_nothing(html):
    assert sanitise(sanitise(html)) == sanitise(html)


@given(st.lists(st.sampled_from(["<br>", "<br/>", "<b>a</b>", "a", " ", "</p><p>"])))
def test_what_was_cleaned_opens_in_the_editor(parts):
    """Line breaks above all: Wagtail's editor fails at the ones that a browser writes."""
    editor = ContentstateConverter(features=TEXT_FEATURES)
    html = sanitise(f"<p>{''.join(parts)}</p>")
    again = sanitise(editor.to_database_format(editor.from_database_format(html)))
    assert again.count("<br/>") == html.count("<br/>")


def test_a_block_cleans_what_is_stored_and_what_is_validated():
    block = TextBlock()
    value = block.to_python("<p>a<script>x</script></p>")
    assert block.get_prep_value(value) == "<p>a</p>"
    assert block.clean(value).source == "<p>a</p>"


@pytest.mark.django_db
def test_what_was_stored_with_other_line_breaks_opens_in_the_editor(course_index):
    course = CoursePage(introduction="<p>a<br>b</p>")
    assert model_to_dict(course, ["introduction"]) == {"introduction": "<p>a<br/>b</p>"}
    assert '"text":"a\\nb"' in TextBlock().get_form_state(RichText("<p>a<br>b</p>")).replace(
        " ", ""
    )


def test_data_from_an_import_is_cleaned_when_it_is_stored():
    """Wagtail keeps raw data unparsed; our field does not."""
    field = TextPage.body.field
    raw = [{"type": "callout", "value": {"title": "T", "text": "<p onclick='x'>a</p>"}}]
    stored = field.get_prep_value(field.stream_block.to_python(raw))
    assert stored[0]["value"]["text"] == "<p>a</p>"
    assert stored[0]["id"]
