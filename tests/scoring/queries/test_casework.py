"""The pictures of a case: who gave to whom, and when."""

import math
import re
from datetime import UTC, datetime, timedelta

import pytest

from recognition.models import Person
from scoring.engine.detectors import DETECTORS
from scoring.queries.casework.exchanges import Exchange
from scoring.queries.casework.graph import HEIGHT, MOST_PEOPLE, NODE, WIDTH, graph_of
from scoring.queries.casework.timeline import BASE, MOST_HIGH, timeline_of
from scoring.templatetags.patterns import NAMES

START = datetime(2026, 3, 1, tzinfo=UTC)


def test_every_pattern_has_a_name_for_people():
    assert set(NAMES) == set(DETECTORS)


def people(number):
    return [Person(pk=n + 1, key=f"p{n}", display_name=f"Person {n:02}") for n in range(number)]


def gift(giver, *receivers, day=0, kind="nomination"):
    return Exchange(kind, START + timedelta(days=day), giver, receivers, "Helped us.")


@pytest.mark.parametrize("number", [2, 3, 5, MOST_PEOPLE])
def test_everybody_stands_in_the_picture_and_apart_from_each_other(number):
    crowd = people(number)
    graph = graph_of(gift(one, other) for one in crowd for other in crowd if one != other)
    assert len(graph.nodes) == number
    assert len(graph.arrows) == number * (number - 1)
    for node in graph.nodes:
        assert NODE < node.x < WIDTH - NODE
        assert NODE < node.y < HEIGHT - NODE
    places = [(node.x, node.y) for node in graph.nodes]
    assert min(math.dist(a, b) for a in places for b in places if a != b) > 2 * NODE


def test_two_directions_are_two_arrows_that_lie_apart():
    ada, bo = people(2)
    there, back = graph_of([gift(ada, bo), gift(bo, ada)]).arrows
    bends = [re.search(r"Q(\S+) (\S+)", arrow.path).groups() for arrow in (there, back)]
    assert bends[0] != bends[1]


def test_more_gifts_make_a_thicker_arrow_and_thirty_no_bar():
    ada, bo, chen = people(3)
    thick, thin = graph_of([*[gift(ada, bo)] * 30, gift(bo, chen)]).arrows
    assert (thick.count, thin.count) == (30, 1)
    assert thin.width < thick.width < 8


def test_the_same_facts_give_the_same_picture_in_any_order():
    crowd = people(5)
    facts = [gift(one, other) for one in crowd for other in crowd if one != other]
    assert graph_of(facts) == graph_of(reversed(facts))


def test_a_crowd_is_cut_to_the_busiest_and_the_rest_counted():
    crowd = people(MOST_PEOPLE + 4)
    busy = [gift(crowd[n], crowd[n + 1]) for n in range(MOST_PEOPLE - 1)] * 3
    quiet = [gift(person, crowd[0]) for person in crowd[MOST_PEOPLE:]]
    graph = graph_of([*busy, *quiet])
    assert graph.left_out == 4
    assert {node.person.pk for node in graph.nodes} == {person.pk for person in crowd[:MOST_PEOPLE]}


def test_work_without_a_giver_draws_its_people_and_no_arrow():
    ada, bo = people(2)
    graph = graph_of([Exchange("outcome", START, None, (ada, bo), "A change")])
    assert (len(graph.nodes), graph.arrows) == (2, [])


def test_nothing_is_an_empty_picture():
    assert graph_of([]).nodes == []
    assert timeline_of([]) is None


def test_the_time_runs_from_the_first_fact_to_the_last():
    ada, bo = people(2)
    line = timeline_of([gift(ada, bo, day=30), gift(ada, bo), gift(bo, ada, day=10)])
    assert (line.first, line.last) == (START, START + timedelta(days=30))
    assert [dot.x for dot in line.dots] == sorted(dot.x for dot in line.dots)
    assert all(0 < dot.x < line.width and 0 < dot.y < BASE for dot in line.dots)


def test_a_crowded_moment_does_not_grow_out_of_the_picture():
    ada, bo = people(2)
    line = timeline_of([gift(ada, bo)] * 40)
    assert len(line.dots) == MOST_HIGH
    assert min(dot.y for dot in line.dots) > 0
