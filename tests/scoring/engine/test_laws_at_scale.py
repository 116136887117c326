"""Every law of scoring.md 1 and 2 in many thousand random companies, which are packed into one and judged at once.

`-m slow` asks each law of 100,000 worlds; docs/benchmarks/laws.md records the last run and what it took. LAWS_SEED
chooses other worlds. test_laws_of_*.py ask the same laws one company at a time, with hypothesis.
"""

import os

import numpy as np
import pytest
from hypothesis import settings

from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import AT
from tests.scoring.engine.rules import SENSITIVE
from tests.scoring.engine.worlds.all_laws import LAWS
from tests.scoring.engine.worlds.drawing import EVERYTHING, draw_worlds
from tests.scoring.engine.worlds.mutations import MUTATIONS
from tests.scoring.engine.worlds.packing import SLOTS
from tests.scoring.engine.worlds.search import search

SEED = int(os.environ.get("LAWS_SEED", "1"))
FEW = min(1_000, 2 * settings().max_examples)
# What takes longest; test_laws_of_findings.py and test_affected.py ask the same of other companies.
FEWER_OF = {"P10": 4, "P11": 5, "P12c": 4, "P12d": 4}


@pytest.mark.parametrize("code", LAWS)
def test_a_law_holds_in_some_worlds(code):
    searched = search(LAWS[code], FEW // FEWER_OF.get(code, 1), seed=SEED)
    assert not searched.broken, searched.broken


@pytest.mark.slow
@pytest.mark.parametrize("code", LAWS)
def test_a_law_holds_in_a_hundred_thousand_worlds(code):
    searched = search(LAWS[code], 100_000, seed=SEED)
    assert not searched.broken, searched.broken
    assert searched.cases >= 100_000


@pytest.mark.parametrize("code", LAWS)
def test_a_law_is_seen_to_break_when_the_judge_is_wrong(code, monkeypatch):
    MUTATIONS[code](monkeypatch)
    searched = search(LAWS[code], 4_000, seed=1, batch=100)
    assert "broken" in searched.broken


def test_a_world_is_judged_alone_as_among_others():
    """With local ids and without neighbours: the same decisions, measure by measure."""
    worlds = draw_worlds(np.random.default_rng(SEED), 60, EVERYTHING)
    packed = judge(worlds.facts, SENSITIVE, CURRENT, at=AT).decisions
    judged = 0
    for world in range(worlds.n):
        alone = judge(worlds.where(np.array([world])).facts, SENSITIVE, CURRENT, at=AT).decisions
        among = {(p - world * SLOTS, badge): d for (p, badge), d in packed.items() if p // SLOTS == world}
        assert alone.keys() == among.keys()
        for pair, decision in alone.items():
            other = among[pair]
            assert (decision.measures, decision.tier, decision.next_check_at) == (
                other.measures, other.tier, other.next_check_at
            )  # fmt: skip
        judged += len(among)
    assert judged > 5 * worlds.n
