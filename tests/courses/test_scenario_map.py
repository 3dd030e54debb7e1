"""The map of a scenario: every situation in its row, every decision an arrow."""

from hypothesis import given

from courses.enums import Rating
from courses.scenario import problems
from courses.scenario_map import DOWN, HEIGHT, MARGIN, map_of
from tests.courses.test_scenario import graphs, scenario, situation


def test_a_situation_stands_below_all_that_lead_to_it():
    graph = scenario(
        situation("a", "c", "b"), situation("b", "c", "a"), situation("c", "d"), situation("d")
    )
    found = map_of(graph)
    rows = {box.name: (box.y - MARGIN) / (HEIGHT + DOWN) for box in found.boxes}
    assert rows == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert [box.name for box in found.boxes if box.is_end] == ["d"]
    assert len(found.arrows) == 5


def test_arrows_say_how_a_decision_turns_out():
    found = map_of(scenario(situation("a", "b", "b", ratings="gb"), situation("b")))
    assert [arrow.rating for arrow in found.arrows] == [Rating.GOOD, Rating.POOR]
    assert found.arrows[0].path != found.arrows[1].path


def test_a_long_name_is_cut_to_fit_its_box():
    [box, _end] = map_of(scenario(situation("a" * 40, "b"), situation("b"))).boxes
    assert box.label == "a" * 17 + "…"


@given(graph=graphs)
def test_everything_stands_inside_the_picture(graph):
    if problems(graph):
        return
    found = map_of(graph)
    assert {box.name for box in found.boxes} == {item.name for item in graph.situations}
    assert len(found.arrows) == sum(len(item.decisions) for item in graph.situations)
    for arrow in found.arrows:
        numbers = [float(word) for word in arrow.path.split() if word not in "MC"]
        assert all(0 <= x <= found.width for x in numbers[::2])
        assert all(0 <= y <= found.height for y in numbers[1::2])
    places = {(box.x, box.y) for box in found.boxes}
    assert len(places) == len(found.boxes)
