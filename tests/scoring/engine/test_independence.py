"""People who keep nominating each other count as one voice for a third person."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.facts import DAY, UNKNOWN, Facts, Gifts
from scoring.engine.independence import find_ties, maximal_untied_sets
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from scoring.engine.windows import Windows
from tests.scoring.engine.companies import AT, BADGE, FIRST_EPOCH, START
from tests.scoring.engine.reference import tied

ADA, BO, CHEN, DINA, EVE = 1, 2, 3, 4, 5


def nominations(*pairs, epoch=0):
    """Rows of gifts between people who each have a team of their own."""
    at = START + epoch * 90 * DAY
    return [
        (1000 * epoch + n, 0, BADGE, UNKNOWN, giver, receiver, at + n, 100 + giver, 100 + receiver, 0, None)
        for n, (giver, receiver) in enumerate(pairs)
    ]


def measure(*rows, receiver=EVE):
    support = peer_support(stand(Facts(gifts=Gifts.of(chain(*rows))), CURRENT, at=AT), SupportQuery(BADGE))
    place = support.person.tolist().index(receiver)
    return support, float(support.support[place]), int(support.teams[place]), int(support.voices[place])


def mutual(*people):
    return [(a, b) for a in people for b in people if a != b]


def test_two_strangers_are_two_voices():
    _, support, teams, voices = measure(nominations((ADA, EVE), (BO, EVE)))
    assert (support, teams, voices) == (2.0, 2, 2)


def test_three_friends_who_nominate_each_other_are_one_voice_for_eve():
    circle = nominations((ADA, EVE), (BO, EVE), (CHEN, EVE), *mutual(ADA, BO, CHEN))
    measured, support, teams, voices = measure(circle)
    assert support == pytest.approx(1 + 2 * np.log2(1.1), abs=1e-5)
    assert (teams, voices) == (1, 1)
    assert [d.code for d in measured.discounts(EVE)] == ["tied_voices", "tied_voices"]


def test_a_word_returned_among_many_others_ties_nobody():
    """One in five is less than a quarter: Ada and Bo happen to know each other."""
    elsewhere = [(giver, giver * 10 + n) for giver in (ADA, BO) for n in range(4)]
    _, support, _, voices = measure(nominations((ADA, EVE), (BO, EVE), (ADA, BO), (BO, ADA), *elsewhere, epoch=0))
    assert (support, voices) == (2.0, 2)


def test_a_quarter_of_the_other_giving_is_enough():
    """Bo is one of four whom Ada gave to; Eve, whom this is about, is not counted among them."""
    elsewhere = [(giver, giver * 10 + n) for giver in (ADA, BO) for n in range(3)]
    assert measure(nominations((ADA, EVE), (BO, EVE), *mutual(ADA, BO), *elsewhere))[3] == 1


def test_eve_is_no_common_friend_of_her_supporters():
    """Whom Eve thanks would otherwise decide who counts for her."""
    elsewhere = [(giver, giver * 10 + n) for giver in (ADA, BO) for n in range(4)]
    rows = nominations((ADA, EVE), (BO, EVE), (EVE, ADA), (EVE, BO), *mutual(ADA, BO), *elsewhere)
    assert measure(rows)[3] == 2


def test_common_friends_count_into_the_circle():
    """The same five receivers each, but three of Ada's and Bo's exchanged gifts are with the same people."""
    friends = (11, 12)
    circle = [pair for friend in friends for pair in mutual(ADA, friend) + mutual(BO, friend)]
    others = [(ADA, 21), (ADA, 22), (BO, 23), (BO, 24)]
    _, _, _, voices = measure(nominations((ADA, EVE), (BO, EVE), *mutual(ADA, BO), *circle, *others))
    assert voices == 1


def test_a_circle_two_quarters_away_still_ties_and_three_quarters_away_no_longer():
    support = nominations((ADA, EVE), (BO, EVE), epoch=4)  # the first of its year
    assert measure(support, nominations(*mutual(ADA, BO), epoch=2))[3] == 1
    assert measure(support, nominations(*mutual(ADA, BO), epoch=1))[3] == 2


def test_what_eve_gives_ties_nobody():
    support = nominations((ADA, EVE), (BO, EVE), epoch=4)
    assert measure(support, nominations(*mutual(ADA, EVE), *mutual(BO, EVE), (ADA, BO), epoch=5))[3] == 2


def test_one_choice_holds_for_the_whole_year():
    """Bo's word in the next quarter is tied as well: the circle has one voice a year, not one a quarter."""
    rows = nominations((ADA, EVE), *mutual(ADA, BO), epoch=4) + nominations((BO, EVE), epoch=5)
    _, support, _, voices = measure(rows)
    assert support == pytest.approx(1 + np.log2(1.1), abs=1e-5)
    assert voices == 1


def test_of_a_chain_the_ends_count():
    """Bo is tied to Ada and to Chen, who are strangers."""
    _, _, _, voices = measure(nominations((ADA, EVE), (BO, EVE), (CHEN, EVE), *mutual(ADA, BO), *mutual(BO, CHEN)))
    assert voices == 2


def test_the_choice_is_for_the_support_and_not_for_the_greatest_weight():
    """Four of one team are the greater weight (4 against 2), but two of two teams support Eve more."""
    four, two = (11, 12, 13, 14), (21, 22)
    exchanges = [pair for a in four for b in two for pair in mutual(a, b)]
    rows = [
        (*row[:7], 100 if row[4] in four else row[7], *row[8:])
        for row in nominations(*[(p, EVE) for p in four + two], *exchanges)
    ]
    _, support, _, voices = measure(rows)
    assert support == pytest.approx(2 + np.log2(1.4), abs=1e-5)  # 2 + log2(1.2) the other way would be 2.26
    assert voices == 4  # the number of voices is taken at its own best


def test_forty_friends_are_measured_within_the_bound():
    """More tied supporters than are tried: the lightest keep a tenth, and the answer is there."""
    people = range(10, 50)
    _, support, teams, voices = measure(nominations(*[(p, EVE) for p in people], *mutual(*people)))
    assert (teams, voices) == (0, 1)  # each gave to forty, so that no part reaches a quarter
    assert support < 1 + 39 * np.log2(1.1) + 1e-6


people = st.integers(0, 13)


@given(
    st.lists(st.tuples(people, people, st.integers(0, 9), st.booleans()), min_size=20, max_size=90),
    st.lists(st.frozensets(people, min_size=3, max_size=5), max_size=2),
    st.frozensets(people, min_size=2, max_size=9),
)
def test_ties_are_found_as_the_plain_definition_says(drawn, circles, supporters):
    receiver, block = 0, FIRST_EPOCH // 4 + 1
    gave = {(a, b, FIRST_EPOCH + e) for a, b, e, _ in drawn if a != b}
    gave |= {(b, a, FIRST_EPOCH + e) for a, b, e, returned in drawn if a != b and returned}
    gave |= {(a, b, FIRST_EPOCH + 4) for circle in circles for a in circle for b in circle if a != b}
    supporters = sorted(supporters - {receiver})
    given_, received, epoch = np.array(sorted(gave), dtype=np.int64).reshape(-1, 3).T
    windows = Windows.of(given_, received, epoch, 14, CURRENT)
    same = np.zeros(len(supporters), np.int64)
    ties = find_ties(same + receiver, same + block, np.array(supporters, np.int64), windows, CURRENT)
    expected = [p for p in combinations(supporters, 2) if tied(gave, *p, receiver, block, CURRENT)]
    assert list(zip(ties.one.tolist(), ties.other.tolist(), strict=True)) == expected


@given(st.integers(0, 7), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15))
def test_all_maximal_untied_sets_are_found_once(n, drawn):
    ties = [(a, b) for a, b in drawn if a < b < n]
    untied = [
        set(some)
        for size in range(n + 1)
        for some in combinations(range(n), size)
        if not any(a in some and b in some for a, b in ties)
    ]
    maximal = sorted(sorted(some) for some in untied if not any(some < other for other in untied))
    assert sorted(np.flatnonzero(row).tolist() for row in maximal_untied_sets(n, ties)) == maximal
