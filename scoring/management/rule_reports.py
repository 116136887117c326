"""Previews and backtests as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rule_checks.backtest import Backtest
from scoring.rule_checks.groups import fairness_lines
from scoring.rule_checks.preview import Preview

NO_DRILL = "No drill of this rule yet: `manage.py drill --rule FILE` plays attacks on it."


def preview_lines(found: Preview) -> Iterator[str]:
    for change in found.changes:
        yield f"{change.person}: {change.before or 'nothing'} -> {change.after or 'nothing'}. {change.reason}"
    yield (
        f"{found.badge}: {found.gain} gain, {found.lose} would not be given it again, {found.other_tier} change tier; "
        f"{found.same} stay as they are. Awards that were given stay."
    )
    yield from fairness_lines(found.fairness)
    yield from found.effort.lines()
    yield found.drill.sentence if found.drill else NO_DRILL


def backtest_lines(found: Backtest) -> Iterator[str]:
    for at, number in found.by_moment:
        yield f"{at:%Y-%m-%d}: {number} would have earned {found.badge}"
    yield (
        f"{found.badge}: {len(found.earned)} people in all. Of the holders of today {found.both} would have earned it, "
        f"{found.only_awards} would not; {found.only_rule} more would."
    )
    yield from fairness_lines(found.fairness)
