"""Scenarios: a graph without problems never strands anybody, on any path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import Perspective, Rating
from courses.scenario import (
    Decision,
    InvalidWalk,
    Problem,
    Scenario,
    Situation,
    follow,
    problems,
    recommended,
    review,
)

NAMES = ["a", "b", "c", "d", "e"]


def situation(
    name: str,
    *targets: str,
    text: str = "<p>Es geschieht.</p>",
    ratings: str = "",
    several: bool = False,
) -> Situation:
    """`ratings` has a letter for each decision: g(ood), p(artly), b(ad); by default all good."""
    decisions = tuple(
        Decision(
            f"{name}{n}",
            f"{name} to {target}",
            {"g": Rating.GOOD, "p": Rating.PARTLY, "b": Rating.POOR}[(ratings or "g" * 9)[n]],
            "<p>c</p>",
            "<p>f</p>",
            target,
        )
        for n, target in enumerate(targets)
    )
    return Situation(name, name.upper(), text, decisions, several)


def scenario(*situations: Situation, **fields) -> Scenario:
    return Scenario("s", "Der Antrag", "", situations, **{"text_version": "<p>t</p>", **fields})


def ids(steps) -> list[list[str]]:
    return [[decision.id for decision in step.decisions] for step in steps]


graphs = st.lists(
    st.lists(st.sampled_from(NAMES), max_size=3), min_size=1, max_size=len(NAMES)
).map(
    lambda rows: scenario(
        *(situation(name, *targets) for name, targets in zip(NAMES, rows, strict=False))
    )
)


def ends_within(graph: Scenario, path: list[str], steps: int) -> bool:
    """Whether some continuation of the path reaches an end in so many steps."""
    walk = follow(graph, path)
    if walk.finished:
        return True
    return steps > 0 and any(
        ends_within(graph, [*path, decision.id], steps - 1) for decision in walk.current.decisions
    )


@given(graph=graphs, choices=st.lists(st.integers(0, 2), max_size=6))
def test_without_problems_every_walk_can_reach_an_end(graph, choices):
    if problems(graph):
        return
    path = []
    for choice in choices:
        walk = follow(graph, path)
        if walk.finished:
            break
        path.append(walk.current.decisions[choice % len(walk.current.decisions)].id)
    assert ends_within(graph, path, steps=len(NAMES))


@given(graph=graphs)
def test_without_problems_every_situation_is_met_on_some_path(graph):
    if problems(graph):
        return
    met, queue = set(), [[]]
    while queue:
        path = queue.pop()
        current = follow(graph, path).current
        if current.name not in met:
            met.add(current.name)
            queue.extend([*path, decision.id] for decision in current.decisions)
    assert met == {item.name for item in graph.situations}


def test_a_walk_names_what_was_decided_where():
    graph = scenario(situation("a", "b", "c"), situation("b", "c"), situation("c"))
    walk = follow(graph, ["a0", "b0"])
    assert [step.situation.name for step in walk.steps] == ["a", "b"]
    assert ids(walk.steps) == [["a0"], ["b0"]]
    assert walk.finished


def test_a_decision_taken_back_is_a_shorter_walk():
    graph = scenario(situation("a", "b", "c"), situation("b", "c"), situation("c"))
    assert follow(graph, ["a0"]).current.name == "b"
    assert follow(graph, []).current.name == "a"


@pytest.mark.parametrize(
    "path", [["b0"], ["a0", "a0"], ["a0", "b0", "b0"], [""], [" "], ["a0 b0"], ["a0 a1"]]
)
def test_a_decision_that_is_not_on_offer_is_refused(path):
    graph = scenario(situation("a", "b", "b"), situation("b", "c"), situation("c"))
    with pytest.raises(InvalidWalk):
        follow(graph, path)


def test_where_several_are_possible_any_number_is_taken_at_once():
    graph = scenario(situation("a", "b", "b", "b", several=True), situation("b"))
    assert ids(follow(graph, ["a2 a0"]).steps) == [["a0", "a2"]]  # in the author's order
    assert follow(graph, ["a1"]).finished
    with pytest.raises(InvalidWalk):
        follow(graph, ["a0 x"])


def test_the_review_tells_what_else_was_possible_at_every_step():
    graph = scenario(
        situation("a", "c", "b", ratings="gb"), situation("b", "c", "c", "a"), situation("c")
    )
    found = review(graph, follow(graph, ["a1", "b1"]))
    assert ids(found.steps) == [["a1"], ["b1"]]
    assert [[item.id for item in step.others] for step in found.steps] == [["a0"], ["b0", "b2"]]
    assert ids(found.recommended) == [["a0"]]
    assert found.took_recommended is False
    assert review(graph, follow(graph, ["a0"])).took_recommended is True


@pytest.mark.parametrize(
    ("situations", "expected"),
    [
        # The first favourable decision of two that are equally short.
        ([situation("a", "c", "b", "b", ratings="bgg"), situation("b", "c")], [["a1"], ["b0"]]),
        # A favourable decision that leads round in circles is no way to an end.
        ([situation("a", "b", "c"), situation("b", "a", "c", ratings="gb")], [["a1"]]),
        # No favourable way at all: none is named.
        ([situation("a", "b", "c", ratings="gp"), situation("b", "c", ratings="b")], []),
        # All that is favourable, where several may be taken at once.
        ([situation("a", "c", "c", "c", ratings="gbg", several=True)], [["a0", "a2"]]),
        ([situation("a", "c", "c", ratings="pb", several=True)], []),
    ],
)
def test_one_favourable_way_is_named(situations, expected):
    assert ids(recommended(scenario(*situations, situation("c")))) == expected


@given(graph=graphs)
def test_the_favourable_way_can_be_walked_to_an_end(graph):
    if problems(graph):
        return
    steps = recommended(graph)
    walk = follow(graph, [step.decisions[0].id for step in steps])
    assert walk.steps == steps
    assert walk.finished  # everything in these graphs is favourable


def test_ratings_of_a_step_are_named_once_and_the_best_one_first():
    graph = scenario(situation("a", "b", "b", "b", ratings="bgb", several=True), situation("b"))
    [step] = follow(graph, ["a0 a1 a2"]).steps
    assert step.ratings == (Rating.GOOD, Rating.POOR)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"perspective": Perspective.COLLEAGUE}, False),
        ({"perspective": Perspective.ATTACKED}, True),
        # An old edition has nothing to offer instead: it is told as it was.
        ({"perspective": Perspective.ATTACKED, "text_version": ""}, False),
    ],
)
def test_nobody_is_put_in_the_place_of_the_person_attacked_without_asking(fields, expected):
    assert scenario(situation("a", "b"), situation("b"), **fields).text_first is expected


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (scenario(), [Problem("empty")]),
        (scenario(situation("a")), [Problem("no_decision", "a")]),
        (
            scenario(situation("a", "b"), situation("b"), situation("c")),
            [Problem("unreachable", "c")],
        ),
        (
            scenario(situation("a", "b", "c"), situation("b", "b"), situation("c")),
            [Problem("no_exit", "b")],
        ),
        (
            scenario(situation("a", "b"), situation("b", text=" ")),
            [Problem("dead_end", "b")],
        ),
        (
            scenario(situation("a", "x"), situation("b")),
            [Problem("unknown_target", "a", "a to x")],
        ),
        (
            scenario(situation("a", "b"), situation("b"), situation("b")),
            [Problem("duplicate_name", "b")],
        ),
        (
            scenario(situation("a", "b", "c", several=True), situation("b", "c"), situation("c")),
            [Problem("different_targets", "a")],
        ),
        (
            scenario(situation("a", "b"), situation("b"), text_version=" "),
            [Problem("missing_text_version")],
        ),
    ],
)
def test_problems_name_the_situation(graph, expected):
    assert problems(graph) == expected


def test_a_decision_without_feedback_is_named():
    start = Situation("a", "A", "", (Decision("a0", "Gehen", Rating.POOR, "<p>c</p>", " ", "b"),))
    assert problems(scenario(start, situation("b"))) == [Problem("missing_feedback", "a", "Gehen")]
