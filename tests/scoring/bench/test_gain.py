"""The measures of the gain benchmark: rank agreement, and who speaks behind the outcome gate."""

import numpy as np
import pytest

from scoring.bench.gain import spearman
from scoring.bench.gain_gate import gated, passes, proven_share
from scoring.engine.drill.plot import COVER, Plot
from tests.scoring.engine.drill.company import company, population


def plot_of(*gifts):
    plot = Plot(population(), np.random.default_rng(1))
    for giver, receiver in gifts:
        plot.gives(giver, receiver)
    return plot


def somebody(working):
    """A person who passes the gate by own work, or does not."""
    empty = Plot(population(), np.random.default_rng(1))
    return next(p for p in company().people.id.tolist() if passes(empty, p) == working)


def test_ranks_agree_wholly_or_not_at_all():
    some = np.array([1.0, 2.0, 3.0, 4.0])
    assert spearman(some, some**3) == pytest.approx(1.0)
    assert spearman(some, -some) == pytest.approx(-1.0)


def test_equal_values_share_their_rank():
    assert spearman(np.array([1.0, 1.0, 2.0]), np.array([5.0, 5.0, 9.0])) == pytest.approx(1.0)


def test_two_of_a_group_verify_and_are_silent():
    receiver = somebody(working=False)
    givers = [p for p in population().people.tolist() if p != receiver][:5]
    through, people = gated(plot_of(*((giver, receiver) for giver in givers)))
    assert people == [receiver]
    assert len(through.gifts) == 3


def test_a_group_of_two_has_nobody_left_to_speak():
    receiver = somebody(working=False)
    givers = [p for p in population().people.tolist() if p != receiver][:2]
    assert gated(plot_of(*((giver, receiver) for giver in givers)))[1] == []


def test_who_has_own_work_needs_no_colluder():
    receiver = somebody(working=True)
    giver = next(p for p in population().people.tolist() if p != receiver)
    through, people = gated(plot_of((giver, receiver)))
    assert (people, len(through.gifts)) == ([receiver], 1)


def test_covers_stay():
    plot = plot_of()
    plot.covers(int(population().people[0]), 3)
    through, _ = gated(plot)
    assert [gift.label for gift in through.gifts] == [COVER] * 3


def test_some_honest_gifts_go_to_people_without_work():
    assert 0.0 < proven_share(population()) <= 1.0
