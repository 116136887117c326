"""A decision that says yes, with what an award takes from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from recognition.models import Tier
from scoring.engine.citation import Achieved, achieved
from scoring.engine.judge import LiveRule
from scoring.engine.verdict import Decision, Evidence
from scoring.judging.judgement import Judgement


@dataclass(frozen=True)
class Yes:
    decision: Decision
    rule: LiveRule
    at: datetime  # the moment judged
    judgement: Judgement  # that it is written down with: names are read there

    @classmethod
    def of(cls, judgement: Judgement, pair: tuple[int, int]) -> Yes | None:
        """The live rule's yes for (person, badge), or None."""
        decision, rule = judgement.verdict.decisions.get(pair), judgement.rulebook.of(pair[1])
        if decision is None or rule is None or not decision.eligible:
            return None
        return cls(decision, rule, judgement.at, judgement)

    @property
    def tier(self) -> str:
        return self.decision.tier

    @property
    def panel(self) -> bool:
        return self.rule.rule.award == "panel"

    @property
    def rule_version(self) -> int:
        return self.rule.number

    @property
    def expires_at(self) -> datetime | None:
        days = self.rule.rule.expires_days
        return None if days is None else self.at + timedelta(days=days)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        return evidence_rows(self.decision.evidence)

    def achieved(self) -> list[Achieved]:
        """What it is given for, to be said and to be kept."""
        return achieved(self.decision, self.rule.rule, self.judgement.names_for(self.decision))


def evidence_rows(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """As an award keeps it: the kind of the fact and its database id."""
    return [{"kind": fact.kind, "id": fact.id} for fact in evidence]


def rank(tier: str) -> int:
    """No tier is 0, bronze 1, and so on upwards."""
    return 0 if not tier else 1 + Tier.values.index(tier)
