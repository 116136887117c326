"""Deciding again from the stored inputs: the same facts and rule version must give the same answer, for ever."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from recognition.models import Award
from scoring.engine.judge import judge
from scoring.engine.policy import POLICIES
from scoring.engine.verdict import Decision as Answer
from scoring.facts.load import load_facts, to_seconds
from scoring.judging.stored_decisions import plain_measures
from scoring.live_rules import pinned_rule
from scoring.models import Decision


class NothingToRederiveError(LookupError):
    """Why an award has no decision to make again, as a sentence."""


@dataclass(frozen=True)
class Rederived:
    """The stored decision, and what differs now: one sentence each, empty when it is the same."""

    stored: Decision
    differs: tuple[str, ...]


def rederive(award: Award) -> Rederived:
    """Judge the moment again with what was recorded by then, under the pinned rule and policy version.

    Nominations, thanks, outcomes, verifications, reversals and active weeks are taken as they were known. The directory
    (start dates, bots, the tree of teams, whose usage account it is) and the badges held by then are taken as they
    stand today: a difference may come from them.

    Raises:
        NothingToRederiveError: given by a person, or no stored decision.
    """
    stored = decision_behind(award)
    pinned = pinned_rule(award.badge_id, stored.rule_version.number)
    verdict = judge(
        load_facts({award.person_id}, known_until=stored.recorded_at),
        [pinned.rule],
        POLICIES[pinned.policy_version],
        at=to_seconds(stored.decided_at),
        persons=np.array([award.person_id], np.int64),
    )
    return Rederived(stored, tuple(_differences(stored, verdict.decisions.get((award.person_id, award.badge_id)))))


def decision_behind(award: Award) -> Decision:
    """The first decision since the award was given that says what the award says."""
    if award.rule_version is None:
        raise NothingToRederiveError("This award was given by a person: there is no decision of the judge behind it.")
    since_given = Q(superseded_at__isnull=True) | Q(superseded_at__gt=award.given_at)
    found = (
        Decision.objects.select_related("rule_version")
        .filter(since_given, person_id=award.person_id, badge_id=award.badge_id, eligible=True)
        .filter(tier=award.tier, rule_version__number=award.rule_version)
        .order_by("decided_at", "id")
        .first()
    )
    if found is None:
        raise NothingToRederiveError("There is no stored decision behind this award.")
    return found


def _differences(stored: Decision, answer: Answer | None) -> list[str]:
    if answer is None:
        return ["stored: eligible; now: nothing counts for this person and badge"]
    found = []
    for what, before, after in (
        ("eligible", stored.eligible, answer.eligible),
        ("tier", stored.tier or "none", answer.tier or "none"),
    ):
        if before != after:
            found.append(f"{what}: stored {before}, now {after}")
    measures = plain_measures(answer.measures)
    for name in sorted(stored.measures.keys() | measures.keys()):
        then, now = stored.measures.get(name), measures.get(name)
        if then is None or now is None or abs(then - now) > 1e-5:
            found.append(f"measure {name}: stored {then}, now {now}")
    if stored.inputs_digest != answer.inputs_digest:
        found.append(f"digest of the inputs: stored {stored.inputs_digest[:12]}, now {answer.inputs_digest[:12]}")
    return found
