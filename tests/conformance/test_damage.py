"""Each check bites: a certificate with one fault is refused, by the standard that forbids it."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from pikepdf import Array, Dictionary, Name

from certificates.printing import print_all
from certificates.rendering import Profile
from tests.certificates import papers
from tests.conformance import tools
from tests.conformance.speech import spoken_text
from tests.conformance.variants import certificate

GOOD = ("official", "portrait", "latin", Profile.CERTIFICATE)


def structure(document, kind: str):
    """Return the elements of one kind."""
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def fonts(document):
    return [item for item in document.objects if getattr(item, "Type", "") == "/FontDescriptor"]


def change_metadata(document, old: bytes, new: bytes = b"") -> None:
    data = document.Root.Metadata.read_bytes()
    assert old in data
    document.Root.Metadata.write(data.replace(old, new))


def cut_metadata(document, start: bytes, end: bytes) -> None:
    data = document.Root.Metadata.read_bytes()
    before, found, rest = data.partition(start)
    assert found
    document.Root.Metadata.write(before + rest.partition(end)[2])


def no_output_intent(document):
    del document.Root.OutputIntents


def font_stripped(document):
    for font in fonts(document):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in font:
                del font[key]


def letters_of_glyphs_unknown(document):
    for item in document.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def metadata_removed(document):
    del document.Root.Metadata


def claim_of_ua_removed(document):
    change_metadata(document, b"<pdfuaid:part>1</pdfuaid:part>")


def schema_of_claim_removed(document):
    cut_metadata(document, b"<pdfaExtension:schemas>", b"</pdfaExtension:schemas>")


def file_not_associated(document):
    del document.Root.AF


def relationship_of_file_removed(document):
    del document.Root.AF[0]["/AFRelationship"]


def script_added(document):
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(action)


def structure_removed(document):
    del document.Root.StructTreeRoot


def description_of_picture_removed(document):
    (figure,) = structure(document, "/Figure")
    del figure["/Alt"]


def language_removed(document):
    del document.Root.Lang


def title_not_shown(document):
    document.Root.ViewerPreferences.DisplayDocTitle = False


def paint_not_tagged(document):
    """Text that is painted and is neither tagged nor decoration."""
    page = document.pages[0]
    page.contents_add(b"BT ET 0 0 10 10 re f", prepend=False)


DAMAGES = {
    no_output_intent: {"3a"},
    font_stripped: {"3a", "ua1"},
    letters_of_glyphs_unknown: {"3a", "ua1"},
    metadata_removed: {"3a", "ua1"},
    claim_of_ua_removed: {"ua1"},
    schema_of_claim_removed: {"3a"},
    file_not_associated: {"3a"},
    relationship_of_file_removed: {"3a"},
    script_added: {"3a"},
    structure_removed: {"3a", "ua1"},
    description_of_picture_removed: {"ua1"},
    language_removed: {"ua1"},
    title_not_shown: {"ua1"},
    paint_not_tagged: {"ua1"},
}

# What the engine prints without a word; only the reference checker knows better.
CONSTRUCTS = {
    "smooth picture": ("</head>", "<style>img { image-rendering: auto }</style></head>", "3a"),
    "see-through text": ("</head>", "<style>p { opacity: 0.5 }</style></head>", "ua1"),
    "heading left out": ("<h2>", "<h4>", "ua1"),
    "colours of a printer": (
        "</head>",
        "<style>p { color: device-cmyk(0 1 1 0) }</style></head>",
        "3a",
    ),
    "drawing without a title": (
        "</body>",
        '<p><svg width="9" height="9"><rect width="9" height="9"/></svg></p></body>',
        "ua1",
    ),
}


@pytest.fixture(scope="module")
def good(unsigned) -> bytes:
    return unsigned[GOOD]


def damaged(pdf: bytes, damage) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        damage(document)
        document.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def verdicts(judge, good):
    """Map each damage to the standards that it breaks; `None` is a file only written anew."""
    files = {None: damaged(good, lambda document: None)}
    files |= {damage: damaged(good, damage) for damage in DAMAGES}
    files |= constructed()
    questions = [(key, standard) for key in files for standard in ("3a", "ua1")]
    answers = judge([(files[key], standard) for key, standard in questions])
    broken = {key: set() for key in files}
    for (key, standard), judgement in zip(questions, answers, strict=True):
        if judgement.broken:
            broken[key].add(standard)
    return broken


def constructed() -> dict[str, bytes]:
    job = certificate(*GOOD)
    jobs = [
        replace(job, html=job.html.replace(old, new), pages=0)
        for old, new, _standard in CONSTRUCTS.values()
    ]
    assert job not in jobs
    results = print_all(jobs, fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    return dict(zip(CONSTRUCTS, results, strict=True))


def test_writing_a_file_anew_damages_nothing(verdicts):
    assert verdicts[None] == set()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_refused(verdicts, damage):
    assert verdicts[damage] == DAMAGES[damage]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_that_the_engine_lets_pass_is_refused(verdicts, name):
    assert CONSTRUCTS[name][2] in verdicts[name]


def test_a_truncated_file_is_refused(judge, good, tmp_path):
    path = tmp_path / "short.pdf"
    path.write_bytes(good[: len(good) // 2])
    assert tools.syntax_errors(path) != ""
    (judgement,) = judge([(path.read_bytes(), "3a")])
    assert judgement.broken != {}


def test_a_qr_code_that_is_painted_over_is_not_found(good, tmp_path):
    def paint(document):
        document.pages[0].contents_add(b"1 g -2000 -2000 6000 6000 re f", prepend=False)

    path = tmp_path / "painted.pdf"
    path.write_bytes(damaged(good, paint))
    assert tools.qr_codes(path) == []


def test_another_order_of_reading_is_noticed(good, tmp_path):
    def turn(document):
        part = document.Root.StructTreeRoot.K[0].K[0]
        while len(part.K) < 2:
            part = part.K[0]
        part.K = Array(reversed(list(part.K)))

    path = tmp_path / "turned.pdf"
    path.write_bytes(damaged(good, turn))
    text = spoken_text(path)
    assert text.index(papers.CODE[:4]) < text.index("Teilnahmebescheinigung")
