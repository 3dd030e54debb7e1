"""Names in all scripts are read out, and copied, as they are written."""

from unicodedata import normalize

import pytest

from certificates.lettering import _name_parts
from tests.certificates import papers
from tests.certificates.test_printing import page, print_here
from tests.conformance import speech

NAMES = {
    "vietnamese": "Nguyễn Thị Minh Khai",
    "arabic": "محمد بن عبد الرحمن",
    "urdu": "ٹیپو گل",
    "hebrew": "יוסף כהן",
    "hindi": "प्रिया शर्मा",
    "tamil": "கமலா",
    "thai": "สมชาย ใจดี",
    "khmer": "សុខា",
    "georgian": "ნინო ბერიძე",
    "tigrinya": "ሰላም ተስፋይ",
    "chinese": "王小明 山田はなこ 김민수",
    "family": "Kim 👨‍👩‍👧 Sommer",
    "both directions": "Ali (محمد) Khan",
    "broken": "Donaudampfschifffahrtsgesellschaftskapitän",
}
STYLE = 'p { font: 700 14pt "Noto Sans", sans-serif; width: 60mm; hyphens: auto }'


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    jobs = [page(f"<p>{name}</p><p>Minimum</p>", css=STYLE) for name in NAMES.values()]
    texts = {}
    for key, pdf in zip(NAMES, print_here(*jobs), strict=True):
        path = folder / f"{key}.pdf"
        path.write_bytes(pdf)
        texts[key] = speech.spoken_text(path)
    return texts


@pytest.mark.parametrize("key", NAMES)
def test_every_letter_is_spoken_in_its_order(spoken, key):
    assert spoken[key] == f"Probe {NAMES[key]} Minimum"


def test_text_within_further_elements_is_spoken_too(tmp_path):
    path = tmp_path / "nested.pdf"
    nested = "<p><span>Thị <b>محمد</b> ị</span> <a href='https://x.example'>Thị</a></p>"
    (pdf,) = print_here(page(nested))
    path.write_bytes(pdf)
    text = speech.spoken_text(path)
    assert text.startswith("Probe Thị محمد ị")
    assert "Th" in text[15:]


def test_letters_that_look_like_parts_of_others_are_not_lost_when_copied():
    (pdf,) = print_here(page("<p>Thị</p><p>Minimum</p>", css=STYLE))
    assert "Minimum" in papers.text_of(pdf)


def test_plain_text_says_nothing_twice():
    (pdf,) = print_here(page("<p>Müller – „schön“ € ½</p>"))
    assert b"/ActualText" not in pdf


def test_a_part_of_a_letter_gets_its_own_meaning_and_others_keep_theirs():
    accent = "\u0323"
    meanings = {1: "", 2: "ị", 3: "x", 4: "ễ", 5: ""}
    _name_parts(meanings, {1: "i", 2: accent, 3: "y", 4: "ễ", 5: "ﮟ"})
    assert meanings == {1: "i", 2: accent, 3: "x", 4: "ễ", 5: ""}
    assert normalize("NFC", meanings[1] + meanings[2]) == "ị"
