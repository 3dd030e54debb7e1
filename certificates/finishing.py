"""The last hand on a PDF, before its bytes are written: what WeasyPrint 70 leaves to mend.

Pure, and knows no WeasyPrint either: it works on the objects of pydyf, the library below.
`finish` is called once per document. Each function says what it mends; when a new version of
WeasyPrint needs one of them no more, tests/conformance and the tests of tagging say so.
"""

from collections.abc import Iterator, Sequence

_POINTS_PER_PIXEL = 0.75
_TEXT_TAGS = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
FIELD_NAME = "Signature"
_PRINT_AND_LOCKED = 4 | 128
_OUT_OF_BOUNDS = (-9999, -9999, -9999, -9999)

# PDF/UA as a second standard beside PDF/A, which WeasyPrint cannot write.
_UA_PART = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>{part}</pdfuaid:part>{revision}</rdf:Description>"
)
# Part 2 has a revision, and is the same as "Well-Tagged PDF", which wants to be named too.
_UA_REVISION = "<pdfuaid:rev>2024</pdfuaid:rev>"
_WELL_TAGGED = (
    '<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">'
    '<pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfd:conformsTo>'
    "http://pdfa.org/declarations/wtpdf#accessibility1.0"
    "</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"
)
# PDF/A-3 allows what it does not know only with a description of it; PDF/A-4 asks for none.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def finish(pdf, texts: Sequence[dict], *, also_ua: int = 0, signature_field: str = "") -> None:
    """Mend the tags, and add what a certificate has beyond any document.

    `texts` are those of `certificates.lettering`, for each page.
    `also_ua` is the part of PDF/UA that a PDF/A file meets as well. `signature_field` is what
    a screen reader says of an empty, invisible signature field; without it there is none.
    """
    _place_figures(pdf)
    _wrap_list_items(pdf)
    _untag_margins(pdf)
    _tag_once(pdf)
    _say_texts(pdf, texts)
    _list_files_once(pdf)
    if also_ua:
        _say_bullets(pdf)
        _claim_ua(pdf, also_ua)
    if signature_field:
        _add_signature_field(pdf, signature_field, tagged=also_ua == 1)


def embedded_files(pdf) -> int:
    """Return how many files are in the document, whichever way they came in."""
    return sum(1 for item in _dictionaries(pdf) if item.get("Type") == "/Filespec")


def _dictionaries(pdf) -> Iterator[dict]:
    return (item for item in list(pdf.objects) if isinstance(item, dict))


def _resolve(pdf, reference):
    """Return the object that "12 0 R" stands for."""
    return pdf.objects[int(reference.split()[0])]


# --- Tags ---------------------------------------------------------------------------------


def _place_figures(pdf) -> None:
    """Write the places of figures as points from the bottom of the page.

    WeasyPrint 70 writes CSS pixels from the top; readers highlight the wrong spot.
    """
    for element in _dictionaries(pdf):
        if element.get("S") != "/Figure":
            continue
        height = _resolve(pdf, element["Pg"])["MediaBox"][3]
        left, top, right, bottom = (_POINTS_PER_PIXEL * edge for edge in element["A"]["BBox"])
        element["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _wrap_list_items(pdf) -> None:
    """Put paragraphs and lists within list items into bodies, as the standard wants them.

    WeasyPrint 70 makes a body for running text only.
    """
    import pydyf

    for item in _dictionaries(pdf):
        if item.get("S") != "/LI":
            continue
        kids = [(kid, _resolve(pdf, kid)) for kid in item["K"]]
        blocks = [(kid, child) for kid, child in kids if child["S"] not in ("/Lbl", "/LBody")]
        if not blocks:
            continue
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array([kid for kid, _child in blocks]),
                "Pg": item["Pg"],
                "P": item.reference,
            }
        )
        pdf.add_object(body)
        for _kid, child in blocks:
            child["P"] = body.reference
        inside = {kid for kid, _child in blocks}
        item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in inside] + [body.reference])


def _untag_margins(pdf) -> None:
    """Mark page numbers and running titles as decoration: nobody wants to hear them.

    WeasyPrint 70 gives them tags that hang nowhere in the tree, which PDF/UA does not allow.
    """
    elements = {
        item.reference: item for item in _dictionaries(pdf) if item.get("Type") == "/StructElem"
    }
    margins, decoration = set(), []
    for reference, element in elements.items():  # parents come before their children
        parent = elements.get(element["P"])
        if parent and (element["P"] in margins or reference not in parent["K"]):
            margins.add(reference)
            page = _resolve(pdf, element["Pg"])
            decoration += [(page, item) for item in element["K"] if isinstance(item, int)]
    for page, number in decoration:
        operations = _resolve(pdf, page["Contents"]).stream
        place = next(
            place
            for place, item in enumerate(operations)
            if isinstance(item, dict) and item.get("MCID") == number
        )
        operations[place - 1], operations[place] = "/Artifact", "<</Type /Pagination>>"
    for item in _dictionaries(pdf):
        if margins and "Nums" in item:
            for entry in item["Nums"]:
                if isinstance(entry, list):
                    entry[:] = ["null" if name in margins else name for name in entry]


def _tag_once(pdf) -> None:
    """Leave one heading or paragraph where WeasyPrint 70 puts another, the same, into it.

    It does so where lines and blocks stand side by side; a reader would say "heading" twice.
    """
    for element in _dictionaries(pdf):
        if element.get("S") in _TEXT_TAGS and element.get("Type") == "/StructElem":
            parent = _resolve(pdf, element["P"])
            if parent.get("S") == element["S"]:
                element["S"] = "/NonStruct"


def _say_texts(pdf, texts: Sequence[dict]) -> None:
    """Write into the structure what pieces of text read whose glyphs do not tell."""
    import pydyf

    by_page = dict(zip(pdf.page_references, texts, strict=True))
    for element in _dictionaries(pdf) if any(texts) else ():
        # Every piece has an element of its own; a <span> around pieces is one more, without text.
        marks = element.get("K") if element.get("S") == "/Span" else None
        if marks and len(marks) == 1 and marks[0] in by_page[element["Pg"]]:
            element["ActualText"] = pydyf.String(by_page[element["Pg"]][marks[0]])


def _say_bullets(pdf) -> None:
    """Say of lists with labels what the labels are: certificates have bullets only.

    PDF/UA-2 asks for it; WeasyPrint 70 does not know the attribute.
    """
    import pydyf

    for item in _dictionaries(pdf):
        if item.get("S") == "/LI" and any(_is_label(pdf, kid) for kid in item["K"]):
            numbering = {"O": "/List", "ListNumbering": "/Disc"}
            _resolve(pdf, item["P"])["A"] = pydyf.Dictionary(numbering)


def _is_label(pdf, kid) -> bool:
    return _resolve(pdf, kid)["S"] == "/Lbl"


# --- Files, standards, signature ----------------------------------------------------------


def _list_files_once(pdf) -> None:
    """Name every associated file once; WeasyPrint 70 names each of them twice."""
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)


def _claim_ua(pdf, part: int) -> None:
    """Write into the metadata that the file meets a part of PDF/UA as well."""
    claim = _UA_PART.format(part=part, revision="" if part == 1 else _UA_REVISION)
    claim += _UA_SCHEMA if part == 1 else _WELL_TAGGED
    metadata = _resolve(pdf, pdf.catalog["Metadata"])
    (packet,) = metadata.stream
    before, end, after = packet.rpartition(b"</rdf:RDF>")
    metadata.stream = [before + claim.encode() + end + after]


def _add_signature_field(pdf, tooltip: str, *, tagged: bool) -> None:
    """Add an empty signature field that nobody sees, on the first page.

    PDF/UA-1 wants every field in the structure; PDF/UA-2 wants one that has no place on the
    page to be out of its bounds, and then out of the structure too.
    """
    import pydyf

    page = _resolve(pdf, pdf.page_references[0])
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(FIELD_NAME),
            "TU": pydyf.String(tooltip),
            "F": _PRINT_AND_LOCKED,
            "Rect": pydyf.Array((0, 0, 0, 0) if tagged else _OUT_OF_BOUNDS),
            "P": page.reference,
        }
    )
    pdf.add_object(field)
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference])})
    if tagged:
        _tag_field(pdf, field)


def _tag_field(pdf, field) -> None:
    import pydyf

    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    document = _resolve(pdf, root["K"][0])
    content = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": field["P"]})
    pdf.add_object(content)
    form = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "K": pydyf.Array([content.reference]),
            "Pg": field["P"],
            "P": document.reference,
        }
    )
    pdf.add_object(form)
    document["K"].append(form.reference)
    numbers = _resolve(pdf, root["ParentTree"])["Nums"]
    field["StructParent"] = max(numbers[::2]) + 1
    numbers += [field["StructParent"], form.reference]
