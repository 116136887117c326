"""Alarms about live rules, for their stewards and the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from recognition.models import Award, Badge, Person, Role, RoleGrant
from scoring.engine.rule_health import PAST_WEEKS, RECENT_WEEKS, Alarm, team_alarms, weekly_alarms
from scoring.models import RuleVersion

WEEK = timedelta(weeks=1)
WINDOW = WEEK * (RECENT_WEEKS + PAST_WEEKS)


@dataclass(frozen=True)
class RuleAlarm:
    """`stewards`: display names; the admins where a badge has none."""

    badge: str
    code: str
    sentence: str
    stewards: tuple[str, ...]


def rule_alarms(now: datetime | None = None) -> list[RuleAlarm]:
    """By badge. Five statements."""
    now = now or timezone.now()
    live = RuleVersion.objects.filter(state=RuleVersion.State.LIVE, badge__state=Badge.State.LIVE)
    slugs = dict(live.values_list("badge_id", "badge__slug"))
    begun = _begun(slugs)
    given = _given(slugs, now)
    people = _people_by_team()
    found = [
        (slugs[badge], alarm)
        for badge in sorted(slugs, key=slugs.__getitem__)
        for alarm in (
            *weekly_alarms(_by_week([at for at, _ in given.get(badge, [])], begun[badge], now)),
            *team_alarms(Counter(team for _, team in given.get(badge, [])), people),
        )
    ]
    stewards = _stewards({slug for slug, _ in found})
    return [RuleAlarm(slug, alarm.code, sentence(alarm), stewards[slug]) for slug, alarm in found]


def sentence(alarm: Alarm) -> str:
    """What was seen, beside what was to be expected."""
    if alarm.code == "quiet" and not alarm.expected:
        return f"No award in {PAST_WEEKS} weeks: perhaps nobody can meet it, perhaps a source is missing."
    if alarm.code == "quiet":
        return (
            f"{alarm.seen} awards in {RECENT_WEEKS} weeks where about {alarm.expected:.0f} were usual: a source may "
            f"have fallen silent."
        )
    if alarm.code == "busy":
        return (
            f"{alarm.seen} awards in {RECENT_WEEKS} weeks where about {alarm.expected:.0f} were usual: look at what "
            f"they lean on."
        )
    return (
        f"{alarm.seen} of the recent awards are of the team {alarm.team}, where its size explains about "
        f"{alarm.expected:.0f}: the rule may ask for something that only this team does."
    )


def _begun(slugs: dict[int, str]) -> dict[int, datetime]:
    """When each badge first had a rule in force."""
    rows = RuleVersion.objects.filter(badge_id__in=slugs, published_at__isnull=False)
    firsts = rows.order_by().values_list("badge_id").annotate(first=Min("published_at"))
    return {badge: first for badge, first in firsts if first is not None}


def _given(slugs: dict[int, str], now: datetime) -> dict[int, list[tuple[datetime, str]]]:
    """Awards by rule of the window: (when, team of the holder now), by badge."""
    rows = Award.objects.filter(badge_id__in=slugs, rule_version__isnull=False, given_at__gt=now - WINDOW)
    given: dict[int, list[tuple[datetime, str]]] = {}
    for badge, at, team in rows.order_by().values_list("badge_id", "given_at", "person__team__key"):
        given.setdefault(badge, []).append((at, team or ""))
    return given


def _by_week(given: Iterable[datetime], begun: datetime, now: datetime) -> list[int]:
    """Whole weeks back from now to the first rule, at most the window; history that a replay dated back counts."""
    given = list(given)
    first = min([begun, *given])
    weeks = min(int((now - first) / WEEK), RECENT_WEEKS + PAST_WEEKS)
    ages = Counter(int((now - at) / WEEK) for at in given)
    return [ages[age] for age in reversed(range(weeks))]


def _people_by_team() -> dict[str, int]:
    rows = Person.objects.active().human().order_by().values_list("team__key", flat=True)
    return dict(Counter(team or "" for team in rows))


def _stewards(slugs: set[str]) -> dict[str, tuple[str, ...]]:
    if not slugs:
        return {}
    grants = RoleGrant.objects.filter(role__in=[Role.STEWARD, Role.ADMIN])
    rows = list(grants.order_by("person__display_name").values_list("role", "badge__slug", "person__display_name"))
    admins = tuple(name for role, _, name in rows if role == Role.ADMIN)
    return {
        slug: tuple(name for role, of, name in rows if role == Role.STEWARD and of == slug) or admins for slug in slugs
    }
