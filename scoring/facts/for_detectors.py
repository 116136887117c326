"""What detectors read beyond the judge: managers, hashes of texts, what rules ask, and what is known of usage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from recognition.models import Person
from scoring.engine.facts import Facts, Managers
from scoring.facts.gift_texts import load_gift_texts
from scoring.facts.id_sets import among
from scoring.facts.load import load_facts
from scoring.facts.rule_thresholds import load_thresholds
from scoring.usage.columns import load_usage_days, load_usage_sketches


def load_detector_facts(persons: Iterable[int] | None = None) -> Facts:
    """Everything, or what surrounds these persons."""
    chosen = None if persons is None else frozenset(persons)
    return with_detector_facts(load_facts(chosen), chosen)


def with_detector_facts(facts: Facts, persons: frozenset[int] | None = None) -> Facts:
    """The same facts, read before for everybody or for these persons, with what detectors read beside them."""
    return replace(
        facts,
        managers=_managers(facts),
        texts=load_gift_texts(facts.gifts),
        thresholds=load_thresholds(),
        usage_days=load_usage_days(persons),
        usage_weeks=load_usage_sketches(persons),
    )


def _managers(facts: Facts) -> Managers:
    people = Person.objects.filter(pk__in=among(facts.people.id.tolist()), manager__isnull=False).order_by()
    rows = list(people.values_list("id", "manager_id"))
    return Managers(*np.array(rows, np.int64).T) if rows else Managers()
