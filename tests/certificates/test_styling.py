"""Styles that are kept from one document to the next change nothing that is printed."""

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.conf import settings

from certificates import documents, styling
from certificates.printing import Limits, print_all
from certificates.styling import KeptStyles
from tests.certificates.papers import CONTENTS, LONG_CONTENTS, LONG_NAME, LONG_TITLE, make_paper


def _jobs() -> list:
    """Return certificates of which no two that follow each other are of one kind."""
    texts = [
        {},
        {"name": "ليلى حداد", "contents": CONTENTS[:2]},
        {"name": LONG_NAME, "course_title": LONG_TITLE, "contents": LONG_CONTENTS},
        {"name": "Nguyễn Thị Minh", "minutes": 90},
    ]
    designs = [("official", "portrait"), ("charter", "landscape"), ("calm", "portrait")]
    return [
        documents.compose(
            make_paper(
                "en" if number == 1 else "de",
                **each,
                design=documents.PLAIN | {"key": key, "orientation": orientation},
            )
        )
        for number, each in enumerate(texts)
        for key, orientation in designs
    ]


def test_certificates_are_the_same_bytes_after_each_other_and_alone():
    jobs, fonts = _jobs(), settings.CERTIFICATE_FONTS_CONF
    alone = print_all(jobs, fonts_conf=fonts, limits=Limits(jobs=1))
    together = print_all([*jobs, *jobs], fonts_conf=fonts)
    assert all(isinstance(pdf, bytes) for pdf in alone)
    assert together == [*alone, *alone]


class Original:
    """Stands for WeasyPrint's own: computes a style for each element, and counts."""

    made = 0

    def __init__(self, html, sheets, hints, font_config, collector):
        Original.made += 1
        self._cascaded_styles, self._sheets, self.font_config = {}, sheets, font_config
        self.initial_page_sizes = {}
        self._computed_styles = {
            (element, None): {"anchor": element.get("id"), "tag": element.tag}
            for element in html.etree_element.iter()
        }


@pytest.fixture
def styles_of():
    kept, sheet, Original.made = KeptStyles(), object(), 0

    def compute(html: str, *, sheet=sheet):
        root = ElementTree.fromstring(html)  # noqa: S314  ours
        anchors: list = []
        collector = SimpleNamespace(collect_anchor=anchors.append)
        document = SimpleNamespace(etree_element=root)
        found = styling._styles(Original, kept, document, [(sheet, "user", None)], 0, 0, collector)
        return Original.made, [found._computed_styles[item, None]["tag"] for item in root.iter()]

    compute.kept = kept
    return compute


def test_only_words_may_differ(styles_of):
    assert styles_of('<p><a href="x">one</a></p>') == (1, ["p", "a"])
    assert styles_of('<p><a href="y">two</a></p>') == (1, ["p", "a"])


@pytest.mark.parametrize(
    "other",
    [
        '<p><a href="x" class="long">one</a></p>',
        '<p><a href="x" lang="ar">one</a></p>',
        "<p><a>one</a></p>",
        '<p><a href="x"><b>one</b></a></p>',
        '<p><a href="x">one</a><b/></p>',
    ],
)
def test_whatever_a_selector_sees_makes_another_kind(styles_of, other):
    styles_of('<p><a href="x">one</a></p>')
    assert styles_of(other)[0] == 2


def test_children_of_another_are_of_another_kind(styles_of):
    styles_of("<p><a><b/></a><i/></p>")
    assert styles_of("<p><a/><b><i/></b></p>")[0] == 2


def test_another_style_sheet_makes_another_kind(styles_of):
    styles_of("<p/>")
    assert styles_of("<p/>", sheet=object())[0] == 2


def test_what_is_kept_is_bounded(styles_of):
    for number in range(100):
        styles_of(f'<p class="x{number}"/>')
    assert len(styles_of.kept) <= styling._LARGEST
