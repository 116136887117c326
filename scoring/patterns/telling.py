"""Who is told that something of theirs counts less: whoever can read why on their own page, and only while it acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from recognition.actions import notifications
from recognition.models import Notification
from scoring.models import Finding, Ruling, Snooze
from scoring.patterns.finding_reach import Fact, people_reached


def tell_of_less_weight(found: Iterable[tuple[Finding, Collection[Fact]]]) -> int:
    """New findings that lower a weight, each with its facts; how many people were told.

    What a reviewer lifted does nothing, and a snooze holds a code off one person: nobody is told of either.
    """
    new = list(found)
    lifted = _lifted([finding.key for finding, _facts in new])
    by_code: dict[str, set[Fact]] = {}
    for finding, facts in new:
        if finding.key not in lifted:
            by_code.setdefault(finding.code, set()).update(facts)
    told: set[int] = set()
    for code, facts_of_code in by_code.items():
        held_off = Snooze.objects.filter(code=code, ended_at__isnull=True).values_list("person_id", flat=True)
        told |= people_reached(facts_of_code) - set(held_off)
    return notifications.tell(Notification(person_id=person, kind="counts_less") for person in sorted(told))


def _lifted(keys: list[str]) -> set[str]:
    """Keys whose newest ruling dismissed them."""
    newest: dict[str, str] = {}
    for key, verdict in (
        Ruling.objects.filter(finding_key__in=keys).order_by("at", "id").values_list("finding_key", "verdict")
    ):
        newest[key] = verdict
    return {key for key, verdict in newest.items() if verdict == Ruling.Verdict.DISMISSED}
