"""Facts resolve to what learners can read."""

from lms.courseware import facts


def test_every_fact_resolves():
    register = facts.register()
    assert len(register) == 295
    for name, fact in register.items():
        item = name if fact.proven else {"fact": name, "own": True}
        found = facts.citations([item])
        assert found != []
        assert all(citation.text for citation in found)
        assert not any("wie A-" in citation.text or "/work" in citation.text for citation in found)


def test_a_source_of_several_facts_is_named_once_and_laws_share_a_line():
    found = facts.citations(["A-002", "A-003", "A-066", "A-067", "R-064", "A-107"])
    assert [citation.text.split(" (")[0] for citation in found] == [
        "Kommunales Monitoring",
        "Grundgesetz Artikel 1",
        "Strafgesetzbuch §§ 77b, 194",
        "Der Ablauf der ersten 24 Stunden ist ein Vorschlag der Redaktion.",
    ]


def test_own_items_keep_their_place_and_repeat_nothing():
    own = {"text": "Die Meldekette ist ein Vorschlag der Redaktion."}
    found = facts.citations([own, "A-121", {"text": "Buch", "url": "https://example.org"}])
    texts = [citation.text for citation in found]
    assert texts.count(own["text"]) == 1
    assert found[-1].url == "https://example.org"


def test_the_ids_of_facts():
    items = ["A-001", {"text": "Buch"}, {"fact": "A-138", "own": True}]
    assert facts.fact_ids(items) == ["A-001", "A-138"]
