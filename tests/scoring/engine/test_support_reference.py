"""The fast peer support is the plain one, on random companies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.facts import GiftKind
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support
from tests.scoring.engine.companies import AT, BADGE, companies
from tests.scoring.engine.reference import CLOSE, ReferenceSupport

queries = st.builds(
    SupportQuery,
    badge=st.just(BADGE),
    sources=st.sampled_from((frozenset({"nominations"}), frozenset({"nominations", "thanks"}), frozenset({"thanks"}))),
    thanks_kinds=st.sampled_from((frozenset({0, 1, 2}), frozenset({1}))),
    since_epoch=st.sampled_from((None, 47, 45)),
    exclude=st.sampled_from(({}, {1: frozenset({2, 3})})),
    findings=st.sampled_from(({}, {(GiftKind.NOMINATION, 0): 0.5, (GiftKind.NOMINATION, 3): 0.1})),
)


@given(companies(), queries)
def test_the_fast_support_agrees_with_the_plain_one(company, query):
    measure = peer_support(stand(company.facts, CURRENT, at=AT), query)
    plain = ReferenceSupport(company.facts, CURRENT, query, AT)
    expected = {person: plain.measure(person) for person in range(1, 8)}
    expected = {person: answer for person, answer in expected.items() if answer is not None}
    assert measure.person.tolist() == sorted(expected)
    for row, person in enumerate(measure.person.tolist()):
        support, teams, voices = expected[person]
        assert measure.support[row] == pytest.approx(support, abs=CLOSE)
        assert (int(measure.teams[row]), int(measure.voices[row])) == (teams, voices)


@given(companies(), queries)
def test_a_part_of_the_people_measures_as_among_all(company, query):
    standing = stand(company.facts, CURRENT, at=AT)
    every, some = peer_support(standing, query), peer_support(standing, query, every_second := every_other(standing))
    rows = [row for row, person in enumerate(every.person.tolist()) if person in every_second]
    assert some.person.tolist() == every.person[rows].tolist()
    assert some.support.tolist() == every.support[rows].tolist()
    assert some.teams.tolist() == every.teams[rows].tolist()
    for person in some.person.tolist():
        assert some.discounts(person) == every.discounts(person)
        assert some.evidence(person) == every.evidence(person)


def every_other(standing):
    return standing.persons[::2]
