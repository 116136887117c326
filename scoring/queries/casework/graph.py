"""Who gave to whom, as a picture: people on a circle, an arrow for each direction, thicker for more.

Coordinates only; the template draws them. The table under the picture says the same in words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from recognition.models import Person
from scoring.queries.casework.exchanges import Exchange

WIDTH, HEIGHT, RADIUS = 640, 384, 140
NODE = 17  # radius of a person's circle
MOST_PEOPLE = 16  # more names would lie on each other; who is left out is counted
BEND = 0.16  # of an arrow's length: two directions lie beside each other


@dataclass(frozen=True)
class Node:
    person: Person
    x: float
    y: float
    label_x: float
    anchor: str  # start, middle or end: names point away from the circle
    label_y: float


@dataclass(frozen=True)
class Arrow:
    giver: Person
    receiver: Person
    count: int
    path: str
    width: float


@dataclass(frozen=True)
class Graph:
    nodes: list[Node]
    arrows: list[Arrow]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def graph_of(exchanges: Iterable[Exchange]) -> Graph:
    """The people with the most exchanges among each other, the same picture for the same facts."""
    counts: Counter[tuple[int, int]] = Counter()
    people: dict[int, Person] = {}
    for exchange in exchanges:
        for receiver in exchange.receivers:
            people[receiver.pk] = receiver
            if exchange.giver is not None and exchange.giver.pk != receiver.pk:
                people[exchange.giver.pk] = exchange.giver
                counts[exchange.giver.pk, receiver.pk] += 1
    busy: Counter[int] = Counter()
    for pair, number in counts.items():
        for end in pair:
            busy[end] += number
    shown = sorted(people, key=lambda pk: (-busy[pk], pk))[:MOST_PEOPLE]
    # On the circle by name, so that a picture of tomorrow can be laid beside that of today.
    shown.sort(key=lambda pk: (people[pk].display_name, pk))
    nodes = {pk: _node(people[pk], place, len(shown)) for place, pk in enumerate(shown)}
    arrows = [
        Arrow(people[giver], people[receiver], number, _curve(nodes[giver], nodes[receiver]), _width(number))
        for (giver, receiver), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if giver in nodes and receiver in nodes
    ]
    return Graph(list(nodes.values()), arrows, len(people) - len(shown))


def _node(person: Person, place: int, number: int) -> Node:
    angle = 2 * math.pi * place / number - math.pi / 2
    x, y = WIDTH / 2 + RADIUS * math.cos(angle), HEIGHT / 2 + RADIUS * math.sin(angle)
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    away = NODE + 8
    label_x = x if anchor == "middle" else x + math.copysign(away, side)
    label_y = y + 5 if anchor != "middle" else y + (away + 12 if math.sin(angle) > 0 else -away)
    return Node(person, round(x, 1), round(y, 1), round(label_x, 1), anchor, round(label_y, 1))


def _curve(start: Node, end: Node) -> str:
    """From edge to edge of two circles, bent to its own left."""
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    bend = BEND * length
    middle = ((start.x + end.x) / 2 + uy * bend, (start.y + end.y) / 2 - ux * bend)
    first = _towards(start, middle, NODE)
    last = _towards(end, middle, NODE + 6)  # room for the head of the arrow
    return f"M{first[0]:.1f} {first[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {last[0]:.1f} {last[1]:.1f}"


def _towards(node: Node, goal: tuple[float, float], distance: float) -> tuple[float, float]:
    dx, dy = goal[0] - node.x, goal[1] - node.y
    share = distance / math.hypot(dx, dy)
    return node.x + dx * share, node.y + dy * share


def _width(number: int) -> float:
    """Grows with the logarithm: thirty gifts are not a bar across the picture."""
    return round(1.4 + 1.1 * math.log2(number), 2)
