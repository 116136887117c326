"""What the benchmark measures is what the judge answers."""

from hashlib import sha256

import numpy as np
import pytest

from scoring.bench import from_scratch
from scoring.bench.large_company import AT, large_company
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

PEOPLE = 240


@pytest.fixture(scope="module")
def rules():
    return from_scratch._rules()


@pytest.fixture(scope="module")
def facts(rules):
    return large_company(PEOPLE, {rule.rule.badge: rule.badge for rule in rules})


def test_it_measures_twenty_rules_and_every_kind_of_fact(rules, facts):
    assert len(rules) == 20
    assert len(facts.gifts) == 10 * PEOPLE
    assert len(facts.outcomes) == 20 * PEOPLE
    assert 20 * PEOPLE < facts.usage_weeks.active_days.sum() <= 100 * PEOPLE


def test_parts_in_two_processes_decide_as_one_judgement_of_all(monkeypatch, rules, facts):
    monkeypatch.setattr(from_scratch, "PART", 100)
    parts = from_scratch._in_processes(stand(facts, CURRENT, at=AT), rules, PEOPLE)
    whole = judge(facts, rules, CURRENT, at=AT).decisions
    assert sum(part.decisions for part in parts) == len(whole)
    assert sum(part.eligible for part in parts) == sum(decision.eligible for decision in whole.values())
    for start, part in zip(range(0, PEOPLE, 100), parts, strict=True):
        said = sha256()
        for page in whole.pages.values():
            digests = [d.inputs_digest for d in page.about(np.arange(start, min(start + 100, PEOPLE)))]
            said.update("".join(digests).encode("ascii"))
        assert said.hexdigest() == part.digest


def test_the_same_seed_draws_the_same_company(rules, facts):
    again = large_company(PEOPLE, {rule.rule.badge: rule.badge for rule in rules})
    for name, columns in vars(facts).items():
        for column, values in vars(columns).items():
            other = getattr(getattr(again, name), column)
            assert np.array_equal(values, other, equal_nan=values.dtype.kind == "f"), (name, column)
