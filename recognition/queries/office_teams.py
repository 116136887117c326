"""The tree of teams, as those see it who look after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from recognition.folding import folded
from recognition.models import Person, Team

DEEPEST = 3  # steps that a page indents


@dataclass(frozen=True)
class Shown:
    team: Team
    depth: int  # below the top, at most DEEPEST
    members: int  # who work here, without those of teams below


class Node(NamedTuple):
    """As much of a team as its place in the tree needs."""

    pk: int
    parent: int | None
    key: str
    name: str
    closed: bool


def tree(text: str = "", *, closed: bool = False) -> list[tuple[int, int]]:
    """The id and depth of every team, each under its parent, by name. One statement.

    Teams are few beside people, and are read whole. With `text` those whose name or id holds it, without their place.
    """
    rows = Team.objects.order_by("name", "key").values_list("pk", "parent_id", "key", "name", "closed_on")
    below: dict[int | None, list[Node]] = defaultdict(list)
    today = timezone.localdate()
    for pk, parent, key, name, closed_on in rows:
        below[parent].append(Node(pk, parent, key, name, closed_on is not None and closed_on <= today))
    wanted = folded(text)
    return [
        (node.pk, 0 if wanted else min(depth, DEEPEST))
        for node, depth in _down(below)
        if node.closed == closed and (not wanted or wanted in folded(node.name) or wanted in folded(node.key))
    ]


def shown(places: Sequence[tuple[int, int]]) -> list[Shown]:
    """The teams of one page with their leads and how many people are in them. Two statements."""
    ids = [pk for pk, _depth in places]
    teams = Team.objects.select_related("lead", "parent").in_bulk(ids)
    counted = Person.objects.active().filter(team__in=ids).order_by().values_list("team_id").annotate(Count("pk"))
    members: dict[int | None, int] = dict(counted)
    return [Shown(teams[pk], depth, members.get(pk, 0)) for pk, depth in places if pk in teams]


def _down(below: dict[int | None, list[Node]]) -> Iterator[tuple[Node, int]]:
    """Without recursion: a chain of a thousand teams is no reason to fail."""
    waiting = [(node, 0) for node in reversed(below[None])]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(node.pk, []))]
