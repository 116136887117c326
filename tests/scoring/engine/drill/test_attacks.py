"""What every attack promises, and what makes each of them the one it is."""

from collections import Counter
from dataclasses import fields, replace

import numpy as np
import pytest

from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.planting import plant
from scoring.engine.drill.plot import COVER, HONEST, PLANTED, Plot
from scoring.engine.facts import UsageWeeks
from scoring.engine.policy import CURRENT, WEEK
from scoring.usage.rhythm import burstiness as rhythm_of
from scoring.usage.rhythm import entropy, gaps_of
from tests.scoring.engine.drill.company import AT, company, population

SEEDS = range(6)


def plotted(kind, seed=1, single=False):
    plot = Plot(population(single), np.random.default_rng(seed))
    ATTACKS[kind].plan(plot)
    return plot


def pairs(plot, label=PLANTED):
    return Counter((gift.giver, gift.receiver) for gift in plot.gifts if gift.label == label)


@pytest.mark.parametrize("kind", ATTACKS)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_attack_adds_rows_and_changes_none(kind, seed):
    facts, label = plant(plotted(kind, seed))
    for name in (f.name for f in fields(facts)):
        before, after = getattr(company(), name), getattr(facts, name)
        for column in (f.name for f in fields(before)):
            np.testing.assert_array_equal(getattr(after, column)[: len(before)], getattr(before, column))
    assert len(label) == len(facts.gifts)
    assert np.all(label[: len(company().gifts)] == HONEST)
    assert np.all(label[len(company().gifts) :] != HONEST)


@pytest.mark.parametrize("kind", ATTACKS)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_attack_has_new_ids_and_lies_in_the_past(kind, seed):
    facts, _ = plant(plotted(kind, seed))
    for rows in (facts.gifts, facts.outcomes, facts.verifications, facts.people):
        assert len(np.unique(rows.id)) == len(rows)
    for rows in (facts.gifts, facts.verifications):
        assert rows.at.max() <= AT


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_the_same_for_the_same_seed(kind):
    one, _ = plant(plotted(kind, 3))
    other, _ = plant(plotted(kind, 3))
    np.testing.assert_array_equal(one.gifts.at, other.gifts.at)
    np.testing.assert_array_equal(one.outcomes.at, other.outcomes.at)
    np.testing.assert_array_equal(one.texts.signature, other.texts.signature)


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_for_somebody(kind):
    plot = plotted(kind)
    assert plot.victims if ATTACKS[kind].aim == "harm" else plot.beneficiaries


@pytest.mark.parametrize("kind", [kind for kind, attack in ATTACKS.items() if attack.aim == "support"])
def test_nobody_recognises_themselves(kind):
    for seed in SEEDS:
        assert all(gift.giver != gift.receiver for gift in plotted(kind, seed).gifts)


@pytest.mark.parametrize("seed", SEEDS)
def test_reciprocal_pair(seed):
    found = pairs(plotted("reciprocal_pair", seed))
    (one, other), (back, again) = found
    assert (one, other) == (again, back)
    assert min(found.values()) >= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_ring(seed):
    found = dict(pairs(plotted("ring", seed)))
    assert 3 <= len(found) <= 7
    assert {giver for giver, _ in found} == {receiver for _, receiver in found}
    assert not any((receiver, giver) in found for giver, receiver in found)


@pytest.mark.parametrize("kind", ["clique", "slow_drip", "camouflage"])
def test_clique(kind):
    found = pairs(plotted(kind))
    members = {giver for giver, _ in found}
    assert 3 <= len(members) <= 6
    assert len(found) == len(members) * (len(members) - 1)


def test_slow_drip():
    at = [gift.at for gift in plotted("slow_drip", 2).gifts]
    assert max(at) - min(at) > 180 * 86_400


def test_camouflage():
    plot = plotted("camouflage")
    members = {giver for giver, _ in pairs(plot)}
    assert {giver for giver, _ in pairs(plot, COVER)} == members
    assert sum(pairs(plot, COVER).values()) == 10 * len(members)


def test_thin_star():
    plot = plotted("thin_star")
    assert {gift.giver for gift in plot.gifts} == {newcomer.person for newcomer in plot.newcomers}
    assert len({gift.receiver for gift in plot.gifts}) == 1


def test_copied_text():
    texts = {gift.text.signature.tobytes() for gift in plotted("copied_text").gifts}
    assert len(texts) == 1


def test_varied_text():
    first, *others = [gift.text.signature for gift in plotted("varied_text").gifts]
    assert all(np.mean(first == other) < 0.6 for other in others)
    assert np.mean([np.mean(first == other) for other in others]) > 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_manager_surge(seed):
    plot = plotted("manager_surge", seed)
    team_of = population().team_of
    assert len({team_of[person] for gift in plot.gifts for person in (gift.giver, gift.receiver)}) == 1
    assert max(g.at for g in plot.gifts) - min(g.at for g in plot.gifts) < 3 * 86_400


@pytest.mark.parametrize("kind", ["cross_team_bloc", "single_edge_bloc"])
def test_cross_team_bloc(kind):
    found = pairs(plotted(kind))
    assert len({receiver for _, receiver in found}) == 1
    assert len(found) >= 4


def test_single_edge_bloc():
    assert set(pairs(plotted("single_edge_bloc")).values()) == {1}


def test_threshold_hugging():
    assert list(pairs(plotted("threshold_hugging")).values()) == [3, 3, 3]


def test_two_receivers():
    found = pairs(plotted("two_receivers"))
    one, other = {receiver for _, receiver in found}
    assert {g for g, r in found if r == one} == {g for g, r in found if r == other}


def test_hijacked_account():
    found = pairs(plotted("hijacked_account"))
    assert len({giver for giver, _ in found}) == 1
    assert len(found) == 2


def test_false_flag():
    plot = plotted("false_flag")
    assert {gift.receiver for gift in plot.gifts} == set(plot.victims)
    assert plot.victims[0] in population().popular


def test_split_outcomes():
    plot = plotted("split_outcomes")
    assert len({outcome.root for outcome in plot.outcomes}) == 1
    assert len(plot.outcomes) == len(plot.verifications) == 10


def test_rubber_stamp():
    plot = plotted("rubber_stamp")
    authors = {outcome.person for outcome in plot.outcomes}
    assert authors == {v.verifier for v in plot.verifications}
    assert all(v.at - plot.outcomes[v.outcome].at < 300 for v in plot.verifications)


def test_revert_and_reland():
    *gone, last = plotted("revert_and_reland").outcomes
    assert all(before.reversed_at < after.at for before, after in zip(gone, [*gone[1:], last], strict=True))


LOOPS = ["cron_loop", "jitter_loop", "office_hours_loop", "replayed_prompts", "paraphrased_prompts", "session_mimic"]


@pytest.mark.parametrize("kind", LOOPS)
def test_a_loop_fills_eight_weeks_of_one_person_and_would_count_unseen(kind):
    weeks = plotted(kind).weeks
    assert len({week.person for week in weeks}) == 1
    assert len({week.week for week in weeks}) == 8
    for week in weeks:
        assert week.monday <= week.at.min()
        assert week.at.max() < week.monday + WEEK <= AT
        assert len(week.at) == len(week.prompts) == len(week.input_tokens)
        assert week.sketch().active_days[0] >= 2


def signs(kind):
    rows = [week.sketch() for week in plotted(kind).weeks]
    return tuple(np.mean([getattr(row, name)[0] for row in rows]) for name in ("burstiness", "duplicate_share"))


def test_loops_repeat_less_and_less_like_machines():
    assert signs("cron_loop")[0] < -0.9 < signs("jitter_loop")[0] < -0.5
    assert signs("office_hours_loop")[0] > -0.1
    assert signs("replayed_prompts")[1] > 0.3 > signs("paraphrased_prompts")[1]
    assert signs("session_mimic")[1] < 0.01
    assert signs("session_mimic")[0] > 0.3


def test_signs_of_planted_weeks_are_those_that_the_product_keeps():
    for kind in LOOPS:
        week = plotted(kind).weeks[0]
        gaps = gaps_of((week.at - week.monday) * 1000)
        sketch = week.sketch()
        assert sketch.burstiness[0] == pytest.approx(rhythm_of(len(week.at) - 1, gaps.gap_sum, gaps.gap_squares))
        assert sketch.gap_entropy[0] == pytest.approx(entropy(gaps.histogram))


def test_a_loop_spares_the_weeks_that_a_person_used_a_tool():
    plot = plotted("cron_loop")
    person, taken = plot.weeks[0].person, [week.week for week in plot.weeks]
    again = plot.free_mondays(person, 30)
    assert not {(monday - CURRENT.anchor) // WEEK for monday in again} & set(taken)


def test_a_loop_takes_somebody_who_has_weeks_left():
    background = population(False)
    *always, seldom = background.people.tolist()
    last = (AT - CURRENT.anchor) // WEEK
    used = [(person, week, 3, 9, None, None, None) for person in always for week in range(last - 30, last + 1)]
    used += [(seldom, week, 3, 9, None, None, None) for week in range(last - 30, last - 9)]
    facts = replace(company(), usage_weeks=UsageWeeks.of(used))
    for seed in SEEDS:
        plot = Plot(replace(background, facts=facts), np.random.default_rng(seed))
        ATTACKS["cron_loop"].plan(plot)
        assert [(week.person, week.week) for week in plot.weeks] == [(seldom, week) for week in range(last - 8, last)]


def test_where_nobody_repeats_the_attackers_do_not_either():
    for kind, attack in ATTACKS.items():
        if attack.aim == "support" and kind != "hijacked_account":
            assert set(pairs(plotted(kind, 2, single=True)).values()) == {1}, kind
