"""Every number of the detectors, with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DetectorPolicy:
    """Durations in days or hours as named, shares and factors in [0, 1]. Defaults from scoring.md 4."""

    # Facts older than half a year say little about how somebody gives today; reciprocal exchange is asked over a year.
    window_days: int = 180
    year_days: int = 365
    # Fewer people to compare with make a quantile of them a guess: a detector that compares abstains.
    least_peers: int = 200

    # N01: in two quarters each way, and most of the giving. It informs: 17-38 % of honest edges are returned.
    exchange_epochs: int = 2
    exchange_share: float = 0.4

    # N02, N03: an edge stands out at this false-alarm rate (Benjamini-Hochberg), as in CIDRE.
    edge_level: float = 0.01
    ring_least: int = 3
    ring_most: int = 8
    # CIDRE's phase change: under 15 % of the giving in the group nothing is found, above nearly all.
    ring_share: float = 0.15
    # At least this many times the gifts that degrees and teams explain.
    insular_density: float = 5.0
    insular_share: float = 0.5
    insular_level: float = 0.01  # of one edge by itself; the group as a whole decides
    insular_most: int = 12
    group_factor: float = 0.5

    # N04: same-team givers to one person in four days that the team's own rate gives once in a thousand.
    surge_days: int = 4
    surge_givers: int = 3
    surge_level: float = 0.001
    hold_days: int = 7
    # N05: what a manager did up to two days before counts as acting.
    pressure_hours: int = 48
    # N05 on usage: three in four of a team, each at twice their own median, in one week.
    jump_share: float = 0.75
    jump_times: float = 2.0
    jump_team: int = 4

    # N06: half of the supporters (at least three) gave to nobody else, or came less than two months ago.
    thin_share: float = 0.5
    thin_givers: int = 3
    thin_days: int = 60
    thin_factor: float = 0.5

    # N07: three near-equal texts within a month, or fewer than four words.
    copy_similarity: float = 0.7
    copy_texts: int = 3
    copy_days: int = 30
    least_words: int = 4
    copy_factor: float = 0.5

    # N08: mass within 5 % above a threshold, three standard errors over what surrounds it.
    bunch_width: float = 0.05
    bunch_errors: float = 3.0

    # N09: more than 40 % of at least 4 gifts to one person. Honest mentors do that too: it informs.
    concentrated_share: float = 0.4
    concentrated_gifts: int = 4

    # O01: more than three changes in two days, each under a quarter of the author's median.
    split_changes: int = 3
    split_hours: int = 48
    split_part: float = 0.25
    split_history: int = 10  # outcomes before a median means something
    # O02: more than half, of at least ten approvals; review times below the company's 1 % quantile.
    stamp_share: float = 0.5
    stamp_approvals: int = 10
    stamp_quantile: float = 0.01
    stamp_factor: float = 0.5
    # O03: again within a month of a revert; without a root, the same area and nearly the same size.
    reland_days: int = 30
    reland_size: float = 0.05
