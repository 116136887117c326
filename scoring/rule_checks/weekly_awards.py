"""How often each live rule gave its badge: awards by week and by team, counted in the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from recognition.models import Award, AwardChange, Badge, Person
from scoring.engine.rule_health import LEAST_AWARDS, ONE_TEAM, PAST_WEEKS, RECENT_WEEKS
from scoring.models import RuleVersion

WEEKS = RECENT_WEEKS + PAST_WEEKS
NO_TEAM, OTHERS = "", "others"  # beside the ids of teams


@dataclass(frozen=True)
class Given:
    """`by_week`: whole weeks since the rule began, at most the window, the newest last.

    `by_team`: as of now, by id, where one team has more than ONE_TEAM of them: that one, and the OTHERS together.
    """

    by_week: tuple[int, ...] = ()
    by_team: Mapping[str, int] = field(default_factory=dict)


def given_by(badges: Collection[int], now: datetime) -> dict[int, Given]:
    """Of each of these badges, what its rule gave. Four statements; a company of a million awards is not read: of five
    thousand teams with twenty badges only those come back that an alarm could name.
    """
    today = now.astimezone(UTC).date()
    ages: dict[int, Counter[int]] = defaultdict(Counter)
    # The last day of the window is the first of the oldest week; today is the last of the newest.
    first_day = datetime.combine(today - timedelta(days=7 * WEEKS - 1), datetime.min.time(), UTC)
    recent = _took_effect().filter(badge__in=badges, given_at__gte=first_day)
    by_day = recent.annotate(day=TruncDate("given_at", tzinfo=UTC)).values_list("badge_id", "day")
    for badge, day, number in by_day.annotate(number=Count("pk")):
        ages[badge][_age(day, today)] += number
    totals = {badge: counted.total() for badge, counted in ages.items()}
    teams = _one_team(recent, totals)
    begun, older = _begun(badges), _gave_before(badges, first_day)
    return {
        badge: Given(_weeks(ages[badge], _age(begun[badge], today), gave_before=badge in older), teams.get(badge, {}))
        for badge in badges
    }


def _took_effect() -> QuerySet[Award]:
    """What rules gave, whatever became of it later: not what waits for a panel, nor what never came through one."""
    stood = AwardChange.objects.filter(award=OuterRef("pk"), to_status=Award.Status.ACTIVE)
    ended = Q(status__in=(Award.Status.LAPSED, Award.Status.REVOKED)) & Exists(stood)
    stands = Q(status__in=(Award.Status.ACTIVE, Award.Status.FROZEN))
    return Award.objects.filter(stands | ended, rule_version__isnull=False).order_by()


def _one_team(recent: QuerySet[Award], totals: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """Badges most of whose awards are of one team. None of a badge that has too few to say so."""
    most = Q()
    for badge, total in totals.items():
        if total >= LEAST_AWARDS:
            most |= Q(badge_id=badge, number__gt=int(ONE_TEAM * total))
    if not most:
        return {}
    counted = recent.values_list("badge_id", "person__team_id").annotate(number=Count("pk")).filter(most)
    return {badge: {_called(team): number, OTHERS: totals[badge] - number} for badge, team, number in counted}


def people_by_team() -> dict[str, int]:
    """As `Given.by_team` names them. One statement."""
    rows = Person.objects.active().human().order_by().values_list("team_id").annotate(number=Count("pk"))
    return {_called(team): number for team, number in rows}


def _called(team: int | None) -> str:
    return NO_TEAM if team is None else str(team)


def _weeks(ages: Counter[int], begun: int, *, gave_before: bool) -> tuple[int, ...]:
    """Whole weeks back to the first rule or, where history is dated back, to the first award: its week counts too."""
    oldest = WEEKS if gave_before else max([begun, *(age + 1 for age in ages)])
    return tuple(ages[age] for age in reversed(range(min(oldest, WEEKS))))


def _age(day: date, today: date) -> int:
    """Whole weeks; a moment that is dated ahead is of this week."""
    return max(0, (today - day).days // 7)


def _begun(badges: Collection[int]) -> dict[int, date]:
    """When each badge first had a rule in force."""
    rows = RuleVersion.objects.filter(badge__in=badges, published_at__isnull=False).order_by()
    firsts = rows.values_list("badge_id").annotate(first=Min("published_at"))
    return {badge: first.astimezone(UTC).date() for badge, first in firsts if first is not None}


def _gave_before(badges: Collection[int], moment: datetime) -> set[int]:
    """Badges that a rule gave before that moment: a replay dates awards back to before the rule was published."""
    older = _took_effect().filter(badge=OuterRef("pk"), given_at__lt=moment)
    return set(Badge.objects.filter(Exists(older), pk__in=badges).order_by().values_list("pk", flat=True))
