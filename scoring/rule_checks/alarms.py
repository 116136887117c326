"""How live rules do, with alarms for their stewards and the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.models import Badge, Role, RoleGrant, Team
from recognition.models.badges import shown_name
from scoring.engine.rule_health import PAST_WEEKS, RECENT_WEEKS, Alarm, team_alarms, usual, weekly_alarms
from scoring.models import RuleVersion
from scoring.rule_checks.weekly_awards import given_by, people_by_team

# Pages ask on every view. Of a million awards the count took two seconds of a machine busy with five other things, and
# what is looked at by the week does not change within the hour. A job looks every hour, and may be late.
KEPT_SECONDS = 2 * 3600


@dataclass(frozen=True)
class RuleHealth:
    """One live rule. `usual`: awards of a week, None for a rule without a past."""

    badge_id: int
    badge: str
    name: str
    by_week: tuple[int, ...]
    usual: float | None
    alarms: tuple[Alarm, ...]

    @property
    def shown_name(self) -> str:
        return shown_name(self.name)


@dataclass(frozen=True)
class Report:
    """All live rules by the names of their badges, and when they were looked at."""

    at: datetime
    rules: tuple[RuleHealth, ...]


@dataclass(frozen=True)
class RuleAlarm:
    """`stewards`: display names; the admins where a badge has none."""

    badge: str
    code: str
    sentence: str
    stewards: tuple[str, ...]


def rule_health(now: datetime | None = None) -> Report:
    """Seven statements, however many awards there are. Alarms name a team as people call it."""
    now = now or timezone.now()
    badges = {badge: (slug, name) for _version, badge, slug, name in _live()}
    given, people = given_by(badges, now), people_by_team()
    alarms = {
        badge: [*weekly_alarms(given[badge].by_week), *team_alarms(given[badge].by_team, people)] for badge in badges
    }
    named = Team.objects.in_bulk([int(alarm.team) for found in alarms.values() for alarm in found if alarm.team])
    rules = [
        RuleHealth(
            badge_id=badge,
            badge=slug,
            name=name,
            by_week=given[badge].by_week,
            usual=usual(given[badge].by_week),
            alarms=tuple(
                replace(alarm, team=named[int(alarm.team)].name) if alarm.team else alarm for alarm in alarms[badge]
            ),
        )
        for badge, (slug, name) in badges.items()
    ]
    return Report(now, tuple(sorted(rules, key=lambda rule: (rule.name, rule.badge))))


def latest_report() -> Report:
    """As pages show it: of the rules in force now, at most KEPT_SECONDS old. One statement where it is kept."""
    return kept_report() or keep_report()


def kept_report() -> Report | None:
    """The latest report, if it need not be worked out. One statement."""
    kept: Report | None = cache.get(_key())
    return kept


def keep_report() -> Report:
    """Look now, so that no page has to."""
    key = _key()
    report = rule_health()
    cache.set(key, report, KEPT_SECONDS)
    return report


def _key() -> str:
    return f"rule-health-{blake2b(repr(_live()).encode(), digest_size=16).hexdigest()}"


def rule_alarms(now: datetime | None = None) -> list[RuleAlarm]:
    """By badge. Eight statements."""
    found = [(rule.badge, alarm) for rule in rule_health(now).rules for alarm in rule.alarms]
    found.sort(key=lambda one: one[0])
    stewards = _stewards({badge for badge, _alarm in found})
    return [RuleAlarm(badge, alarm.code, sentence(alarm), stewards[badge]) for badge, alarm in found]


def sentence(alarm: Alarm) -> str:
    """What was seen, beside what was to be expected."""
    if alarm.code == "quiet" and not alarm.expected:
        return _("No award in %(weeks)s weeks: perhaps nobody can meet it, perhaps a source is missing.") % {
            "weeks": PAST_WEEKS
        }
    numbers = {"seen": alarm.seen, "weeks": RECENT_WEEKS, "usual": round(alarm.expected)}
    if alarm.code == "quiet":
        return (
            ngettext(
                "%(seen)s award in %(weeks)s weeks where about %(usual)s were usual: a source may have fallen silent.",
                "%(seen)s awards in %(weeks)s weeks where about %(usual)s were usual: a source may have fallen silent.",
                alarm.seen,
            )
            % numbers
        )
    if alarm.code == "busy":
        return (
            ngettext(
                "%(seen)s award in %(weeks)s weeks where about %(usual)s were usual: look at what it leans on.",
                "%(seen)s awards in %(weeks)s weeks where about %(usual)s were usual: look at what they lean on.",
                alarm.seen,
            )
            % numbers
        )
    return _(
        "%(seen)s of the recent awards are of the team %(team)s, where its size explains about %(usual)s: the rule may "
        "ask for something that only this team does."
    ) % {**numbers, "team": alarm.team or "–"}


def _live() -> list[tuple[int, int, str, str]]:
    """Version, badge, its slug and its name."""
    live = RuleVersion.objects.filter(state=RuleVersion.State.LIVE, badge__state=Badge.State.LIVE).order_by("badge_id")
    return list(live.values_list("pk", "badge_id", "badge__slug", "badge__name"))


def _stewards(slugs: set[str]) -> dict[str, tuple[str, ...]]:
    if not slugs:
        return {}
    grants = RoleGrant.objects.filter(role__in=[Role.STEWARD, Role.ADMIN])
    rows = list(grants.order_by("person__display_name").values_list("role", "badge__slug", "person__display_name"))
    admins = tuple(name for role, _slug, name in rows if role == Role.ADMIN)
    return {
        slug: tuple(name for role, of, name in rows if role == Role.STEWARD and of == slug) or admins for slug in slugs
    }
