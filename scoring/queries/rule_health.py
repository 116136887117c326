"""What the page of rule health shows: each live rule in words, and its weeks as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from recognition.models import Person
from recognition.queries.badge_words import named
from recognition.queries.kept import in_a_large_company
from recognition.queries.searched import words_of
from scoring.engine.rule_health import RECENT_WEEKS
from scoring.permissions import rules_read_by
from scoring.rule_checks.alarms import Report, RuleHealth, kept_report, latest_report, sentence
from scoring.rule_checks.weekly_awards import WEEKS

HEIGHT, SLOT, BAR = 64, 10, 7  # px of the picture, of a week, and of its bar
WIDTH = SLOT * WEEKS
LEAST_SCALE = 4  # awards: one award of a quiet rule is no tower


@dataclass(frozen=True)
class Week:
    """A bar. `begins`: its first day."""

    begins: date
    number: int
    recent: bool
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class RuleShown:
    """`state`: look, usual or young. `line`: where the usual number lies, None where nothing is usual yet."""

    rule: RuleHealth
    state: str
    sentences: list[str]
    weeks: list[Week]
    line: float | None
    recent: int
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def state_of(rule: RuleHealth) -> str:
    return "look" if rule.alarms else "young" if rule.usual is None else "usual"


def readable(reader: Person) -> Report:
    """The rules whose health somebody may read. Two statements, and those of the report where it is not kept."""
    return _of(reader, latest_report())


def readable_at_once(reader: Person) -> Report | None:
    """The same for a page about other things: in a large company only what the hourly job has kept."""
    report = kept_report() if in_a_large_company() else latest_report()
    return report and _of(reader, report)


def _of(reader: Person, report: Report) -> Report:
    mine = set(rules_read_by(reader).values_list("pk", flat=True))
    return Report(report.at, tuple(rule for rule in report.rules if rule.badge_id in mine))


def found(rules: Iterable[RuleHealth], *, state: str, text: str) -> list[RuleHealth]:
    """Of that state (all, where it is empty) and with these words in the name; what wants a look comes first."""
    words = words_of(text)
    kept = [
        rule
        for rule in rules
        if state in ("", state_of(rule)) and all(word in named(rule.name) for word in words)
    ]  # fmt: skip
    return sorted(kept, key=lambda rule: not rule.alarms)


def counts(rules: Iterable[RuleHealth]) -> dict[str, int]:
    """How many of each state; of all under the empty one."""
    counted = Counter(state_of(rule) for rule in rules)
    return {"": counted.total(), **{state: counted[state] for state in ("look", "usual", "young")}}


def shown(rule: RuleHealth, report: Report) -> RuleShown:
    top = max([LEAST_SCALE, *rule.by_week, rule.usual or 0])
    today = report.at.astimezone(UTC).date()
    weeks = []
    for age, number in enumerate(reversed(rule.by_week)):
        height = round(HEIGHT * number / top, 1)
        x = WIDTH - SLOT * (age + 1) + (SLOT - BAR) / 2
        begins = today - timedelta(days=7 * age + 6)
        weeks.append(Week(begins, number, age < RECENT_WEEKS, x, round(HEIGHT - height, 1), height))
    return RuleShown(
        rule=rule,
        state=state_of(rule),
        sentences=[sentence(alarm) for alarm in rule.alarms],
        weeks=weeks,
        line=None if rule.usual is None else round(HEIGHT * (1 - rule.usual / top), 1),
        recent=sum(rule.by_week[-RECENT_WEEKS:]),
        most=max(rule.by_week, default=0),
    )
