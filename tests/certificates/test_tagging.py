"""What WeasyPrint tags wrongly and the renderer mends."""

import io

import pytest
from pypdf import PdfReader

from tests.certificates.test_printing import page, print_here

PARAGRAPHS = "<ol><li><p>Eins</p><p>Mehr</p></li><li>Zwei<ul><li>Drei</li></ul></li></ol>"


def _elements(node):
    """Yield every structure element below a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from _elements(kid)


@pytest.fixture
def items():
    (pdf,) = print_here(page(PARAGRAPHS))
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    return [element for element in _elements(root) if element["/S"] == "/LI"]


def test_a_list_item_holds_a_label_and_a_body_and_nothing_else(items):
    inside = [[kid.get_object()["/S"] for kid in item["/K"]] for item in items]
    assert inside == [["/Lbl", "/LBody"]] * 3


def test_what_was_moved_into_a_body_knows_it(items):
    body = items[0]["/K"][1].get_object()
    kids = [kid.get_object() for kid in body["/K"]]
    assert [kid["/S"] for kid in kids] == ["/P", "/P"]
    assert [kid["/P"].get_object() for kid in kids] == [body, body]


def test_a_heading_holds_no_second_heading():
    body = "<h2><span style='display: block'>Eins</span> zwei</h2><p>x<span><p>y</p></span></p>"
    (pdf,) = print_here(page(body, css="h2::before { content: ''; display: block }"))
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    nested = [
        element["/S"]
        for element in _elements(root)
        if element["/S"] in ("/H2", "/P") and element["/P"].get_object()["/S"] == element["/S"]
    ]
    assert nested == []
    assert [element["/S"] for element in _elements(root)].count("/H2") == 1
