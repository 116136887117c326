"""Two versions of a rule side by side."""

from __future__ import annotations

from dataclasses import dataclass

from recognition.models import Badge
from scoring.models import RuleVersion
from scoring.queries.rules.versions import Line, Wording, difference

COMPARABLE = 100  # versions that can be chosen; older ones are in the API


@dataclass(frozen=True)
class TwoVersions:
    """`numbers`: those that can be chosen, the newest first."""

    numbers: list[int]
    older: int
    newer: int
    difference: list[Line]

    @property
    def same(self) -> bool:
        return all(line.kind == "kept" for line in self.difference)


def two_versions(badge: Badge, wording: Wording, *, older: str | None, newer: str | None) -> TwoVersions | None:
    """Those whose numbers were typed, else the newest and the one before it. None where there are not two.

    Two statements.
    """
    versions = RuleVersion.objects.filter(badge=badge)
    numbers = list(versions.order_by("-number").values_list("number", flat=True)[:COMPARABLE])
    if len(numbers) < 2:
        return None
    to = _chosen(newer, numbers, numbers[0])
    since = _chosen(older, numbers, next((n for n in numbers if n < to), numbers[-1]))
    two = {version.number: version for version in versions.filter(number__in=(since, to)).select_related("badge")}
    return TwoVersions(numbers, since, to, difference(wording.of(two[since]), wording.of(two[to])))


def _chosen(typed: str | None, numbers: list[int], otherwise: int) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and int(typed) in numbers else otherwise
