"""A preview's fairness in words and bars: how a rule reaches the groups of a company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scoring.rule_checks.groups import LONGER, NOT_KNOWN, TENURES

SHOWN_AT_ONCE = 8  # groups of a dimension; the others are one click away
_NAMES: Mapping[str, Promise] = {"team": _("By team"), "location": _("By place"), "tenure": _("By time with us")}
_TENURES: Mapping[str, Promise] = {
    NOT_KNOWN: _("not known"),
    TENURES[0][1]: _("under 1 year"),
    TENURES[1][1]: _("1 to 3 years"),
    TENURES[2][1]: _("3 to 5 years"),
    TENURES[3][1]: _("5 to 10 years"),
    LONGER: _("10 years and longer"),
}


@dataclass(frozen=True)
class GroupShown:
    name: str | Promise
    people: int
    share: int  # of its people, in hundredths
    length: float  # of its bar, over the largest share, in [0, 1]
    look: bool  # below four fifths, and not by chance


@dataclass(frozen=True)
class Dimension:
    by: str
    name: str | Promise
    first: tuple[GroupShown, ...]
    others: tuple[GroupShown, ...]
    together: GroupShown | None  # the small groups
    hidden: int
    below: int
    looks: int

    @property
    def number(self) -> int:
        return len(self.first) + len(self.others)


def dimensions(documents: Sequence[Mapping[str, Any]]) -> list[Dimension]:
    """Of the documents that a preview keeps: what is worth a look first, then the lowest shares."""
    return [_dimension(document) for document in documents]


def _dimension(document: Mapping[str, Any]) -> Dimension:
    worth = set(document["worth_a_look"])
    groups = [_shown(group, group["name"] in worth) for group in document["groups"]]
    groups.sort(key=lambda group: not group.look)
    together = document["small_groups_together"]
    return Dimension(
        by=document["by"],
        name=_NAMES.get(document["by"], document["by"]),
        first=tuple(groups[:SHOWN_AT_ONCE]),
        others=tuple(groups[SHOWN_AT_ONCE:]),
        together=_shown(together, False) if together else None,
        hidden=document["groups_hidden"],
        below=len(document["below_four_fifths"]),
        looks=len(worth),
    )


def _shown(group: Mapping[str, Any], look: bool) -> GroupShown:
    name = group["name"]
    length = group["ratio"] if group["holders"] else 0.0  # where nobody holds it, nobody is behind
    return GroupShown(_TENURES.get(name, name), group["people"], round(100 * group["rate"]), length, look)
