"""How drills of the same attacks went over time, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.models import DrillReport

WIDTH, HEIGHT, MARGIN = 640, 160, 12  # px of the picture
LEFT = 40  # where the numbers of the lines stand
MOST_POINTS = 30
LEAST_POINTS = 2  # one is no course


@dataclass(frozen=True)
class Point:
    """One drill: gain over honest gain, the mean of its attacks and the worst; where they lie."""

    drill: int
    at: datetime
    mean: float
    worst: float
    won: int
    x: float
    mean_y: float
    worst_y: float


@dataclass(frozen=True)
class Course:
    """The oldest first. `grid`: heights of the lines of a half and of one, with their numbers."""

    points: list[Point]
    attacks: int
    grid: list[tuple[float, float]]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def mean_line(self) -> str:
        return " ".join(f"{point.x},{point.mean_y}" for point in self.points)

    @property
    def worst_line(self) -> str:
        return " ".join(f"{point.x},{point.worst_y}" for point in self.points)


def course() -> Course | None:
    """The latest drills on the rules in force that played the attacks of the latest one; None where there are too few.

    Two statements: other attacks, or a draft in a rule's place, would be no comparison.
    """
    done = DrillReport.objects.filter(drill__badge__isnull=True, content__mean_ratio__isnull=False)
    latest = done.order_by("-at", "-id").values_list("drill__kinds", flat=True).first()
    if latest is None:
        return None
    alike = done.filter(drill__kinds=latest).order_by("-at", "-id")
    rows = list(
        alike.values_list(
            "drill_id", "at", "content__mean_ratio", "content__worst_ratio", "content__badges_won"
        )[:MOST_POINTS]
    )  # fmt: skip
    told = [row for row in reversed(rows) if row[2] is not None and row[3] is not None]
    return _drawn(told, len(latest)) if len(told) >= LEAST_POINTS else None


def _drawn(rows: Sequence[tuple[int, datetime, float, float, int]], attacks: int) -> Course:
    top = max(1.0, *(worst for _drill, _at, _mean, worst, _won in rows))
    step = (WIDTH - LEFT - MARGIN) / (len(rows) - 1)
    points = [
        Point(drill, at, mean, worst, won, round(LEFT + step * place, 1), _y(mean, top), _y(worst, top))
        for place, (drill, at, mean, worst, won) in enumerate(rows)
    ]
    return Course(points, attacks, [(share, _y(share, top)) for share in (0.5, 1.0)])


def _y(value: float, top: float) -> float:
    return round(MARGIN + (HEIGHT - 2 * MARGIN) * (1 - value / top), 1)
