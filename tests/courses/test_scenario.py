"""Scenarios: a graph without problems never strands anybody, on any path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.enums import Rating
from courses.scenario import (
    Decision,
    InvalidWalk,
    Problem,
    Scenario,
    Situation,
    follow,
    problems,
)

NAMES = ["a", "b", "c", "d", "e"]


def situation(name: str, *targets: str, text: str = "<p>Es geschieht.</p>") -> Situation:
    decisions = tuple(
        Decision(f"{name}{n}", f"{name} to {target}", Rating.GOOD, "<p>c</p>", "<p>f</p>", target)
        for n, target in enumerate(targets)
    )
    return Situation(name, name.upper(), text, decisions)


def scenario(*situations: Situation) -> Scenario:
    return Scenario("s", "Der Antrag", "", situations)


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
    assert [(step.situation.name, step.decision.id) for step in walk.steps] == [
        ("a", "a0"),
        ("b", "b0"),
    ]
    assert walk.finished


def test_a_decision_taken_back_is_a_shorter_walk():
    graph = scenario(situation("a", "b", "c"), situation("b", "c"), situation("c"))
    assert follow(graph, ["a0"]).current.name == "b"
    assert follow(graph, []).current.name == "a"


@pytest.mark.parametrize("path", [["b0"], ["a0", "a0"], ["a0", "b0", "b0"]])
def test_a_decision_that_is_not_on_offer_is_refused(path):
    graph = scenario(situation("a", "b"), situation("b", "c"), situation("c"))
    with pytest.raises(InvalidWalk):
        follow(graph, path)


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
    ],
)
def test_problems_name_the_situation(graph, expected):
    assert problems(graph) == expected


def test_a_decision_without_feedback_is_named():
    start = Situation("a", "A", "", (Decision("a0", "Gehen", Rating.POOR, "<p>c</p>", " ", "b"),))
    assert problems(scenario(start, situation("b"))) == [Problem("missing_feedback", "a", "Gehen")]
