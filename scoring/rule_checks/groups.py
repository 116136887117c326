"""The groups of a company that fairness is asked about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone

from recognition.models import Person
from scoring.engine.fairness import Fairness, Group, fairness

DAYS_OF_A_YEAR = 365.25
# Bounds in years: where careers usually differ.
TENURES = ((1, "under 1 year"), (3, "1 to 3 years"), (5, "3 to 5 years"), (10, "5 to 10 years"))
LONGER = "10 years and longer"
NOT_KNOWN = "not known"


def fairness_of(holders: Collection[int]) -> tuple[Fairness, ...]:
    """By team, location and tenure, over everybody who takes part now. One statement."""
    today = timezone.localdate()
    rows = list(
        Person.objects.active()
        .human()
        .order_by()
        .values_list("id", "team__name", "team__key", "location", "started_on")
    )
    return (
        fairness("team", {pk: f"{team} ({key})" if key else NOT_KNOWN for pk, team, key, _, _ in rows}, holders),
        fairness("location", {pk: location or NOT_KNOWN for pk, _, _, location, _ in rows}, holders),
        fairness("tenure", {pk: tenure(started, today) for pk, _, _, _, started in rows}, holders),
    )


def tenure(started: date | None, today: date) -> str:
    if started is None:
        return NOT_KNOWN
    years = (today - started).days / DAYS_OF_A_YEAR
    return next((name for most, name in TENURES if years < most), LONGER)


def fairness_document(found: Fairness) -> dict[str, Any]:
    """For JSON: rates and ratios rounded to three digits."""
    return {
        "by": found.by,
        "groups": [_document(group) for group in found.groups],
        "small_groups_together": _document(found.together) if found.together else None,
        "groups_hidden": found.hidden,
        "below_four_fifths": [group.name for group in found.below],
        "worth_a_look": [group.name for group in found.worth_a_look],
    }


def _document(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "people": group.people,
        "holders": group.holders,
        "rate": round(group.rate, 3),
        "ratio": round(group.ratio, 3),
    }


def fairness_lines(found: tuple[Fairness, ...]) -> list[str]:
    """One sentence a dimension."""
    return [_line(one) for one in found]


def _line(found: Fairness) -> str:
    if not found.groups:
        return f"By {found.by}: too few people in each group to compare."
    low = found.below
    if not low:
        return f"By {found.by}: every group has at least four fifths of the share of the first ({len(found.groups)})."
    rare = found.worth_a_look
    if not rare:
        return (
            f"By {found.by}: {len(low)} of {len(found.groups)} groups are below four fifths of the largest share, "
            "none by more than chance explains."
        )
    named = ", ".join(f"{group.name} {group.rate:.0%}" for group in rare[:5])
    more = f" and {len(rare) - 5} more" if len(rare) > 5 else ""
    top = max(group.rate for group in found.groups)
    return (
        f"By {found.by}: below four fifths of the largest share ({top:.0%}), by more than chance explains: "
        f"{named}{more}. Worth a look."
    )
