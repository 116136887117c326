"""Steps and points of the combined score; printed by `python -m scoring.bench.detection_fit`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Steps = tuple[tuple[float, float], ...]  # (at least this much of the sign, points it adds), by size


@dataclass(frozen=True)
class Card:
    """Points on the logistic scale, none negative."""

    own_base: float
    own: Mapping[str, Steps]
    base: float
    kept: float  # of the own score
    group: Mapping[str, Steps]


CARD = Card(
    own_base=-7.69,
    own={
        "concentration": ((0.053, 0.57),),
        "return": ((1.0, 0.71),),
        "cycle": ((0.0028, 0.96),),
        "thin": (
            (0.11, 0.2),
            (0.25, 0.17),
            (1.5, 1.4),
            (3.2, 7.32),
            (3.9, 0.17),
            (5.1, 0.11),
            (6.1, 0.41),
            (7.1, 4.61),
        ),
        "surge": ((3.1, 7.81), (3.4, 4.75), (4.4, 1.39), (5.2, 0.53), (6.4, 0.52), (7.3, 0.42)),
        "no_ground": ((1.0, 0.52),),
        "apart": ((0.33, 0.31), (0.5, 0.42), (1.0, 0.52)),
        "narrow": ((0.03, 0.12), (0.15, 0.55), (0.3, 0.31), (0.61, 0.43)),
        "habit": ((0.0011, 0.26), (0.064, 0.2)),
        "often": ((2.0, 0.79), (3.0, 0.48)),
        "sudden": ((3.0, 3.55), (4.0, 8.31), (5.0, 1.71), (6.0, 1.02), (7.0, 0.57)),
        "echo": ((3.0, 10.82), (4.0, 2.71), (6.0, 1.14), (7.0, 1.21)),
        "cycle, no_ground": ((0.016, 0.21), (0.035, 0.46), (0.3, 0.96)),
        "often, no_ground": ((2.0, 0.12),),
        "narrow, no_ground": ((0.3, 0.32),),
    },
    base=-1.36,
    kept=0.78,
    group={
        "voices": ((0.1, 0.19), (0.14, 0.37), (0.94, 0.37), (2.0, 0.62)),
        "receiver": ((0.027, 0.21), (0.24, 0.76), (0.88, 1.16)),
        "returned": ((0.21, 0.51), (0.57, 0.24)),
        "received": ((0.056, 0.97),),
        "tied": ((0.0073, 0.27), (0.016, 0.69), (0.5, 0.57), (0.96, 6.08), (1.5, 0.27)),
        "round": ((0.0025, 1.1), (0.0058, 0.28), (1.5, 2.95), (1.7, 2.06), (1.9, 1.02)),
        "circle": ((0.083, 0.33), (0.33, 0.35), (0.55, 1.2)),
        "together": ((0.94, 1.08),),
    },
)
