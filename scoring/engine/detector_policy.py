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

    # N06: nothing else is known of half of the supporters, at least three: a few friends of the house among twenty
    # supporters are no star. In three years of harbour no honest receiver had such supporters; "new, or gave to nobody
    # else" named one to four a year, and seven where nobody recognises anybody twice (ADR 24).
    thin_share: float = 0.5
    thin_givers: int = 3
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

    # N10: points on the card (combined_score.py). The most suspicious honest pair of the demo company has 3.7, of the
    # checked year of harbour less than 0; what is planted and found at all mostly has more than 4.
    signs_level: float = 4.0

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

    # U01 to U04, and the one score of a week that acts (usage_score.py): of each sign, x0 is where it begins and x1
    # where it alone is enough. Measured on people of harbour with sessions of public traces (docs/benchmarks/usage.md).
    # Requests of a week: under 30 a rhythm is chance, from 200 it counts in full.
    least_requests: int = 30
    rhythm_requests: int = 200
    # Nine honest weeks in ten are above -0.1 + 0.25, because people sleep; a loop without jitter is at -0.9.
    burstiness_from: float = -0.1
    burstiness_full: float = -0.5
    # Bits, of gaps by powers of two: the lowest honest 1 % begin at 2.2, the lowest 0.5 % at 2.05.
    entropy_from: float = 2.1
    entropy_full: float = 1.5
    # Of one prompt: one honest week in a hundred has 6 %. From 10 %, so that retries and templates say nothing.
    repeated_from: float = 0.1
    repeated_full: float = 0.4
    repeated_factor: float = 0.5
    # Seconds of a person for 10,000 output tokens in four weeks, where a source tells; somebody who only reads one
    # answer in ten still needs ten. No public data: not measured.
    attended_from: float = 2.0
    attended_full: float = 1.0
    unattended_factor: float = 0.5
    attended_weeks: int = 4
    attended_tokens: int = 10_000
    # U04: weeks before and after in which what is merged counts as brought about (review takes 12 days in the median
    # on harbour, 48 for one change in ten).
    earned_before: int = 2
    earned_after: int = 6
    # How much of a rise twice the credit explains: at 0 recall is the same within 0.01, at 1 it falls by 0.12,
    # because on harbour outcomes of a week tell little about its work. 0.4 is for those who bring more with more.
    earned_part: float = 0.4
    # Own usual: lower than the median, so that eight weeks of a half-year do not become what is usual.
    usual_share: float = 0.3
    history_weeks: int = 8
    # Days until a week is looked at: what it brings takes time.
    unearned_days: int = 14
    rise_full: float = 1.4
    # Distances from the median of everybody in deviations (by MAD). 4: at 6 alone, one honest person of a billion
    # where the logarithms are normal; on harbour (189 people, the limit of 200 left out) it changed no figure.
    above_from: float = 4.0
    above_full: float = 6.0
    # A sign that is told to the person: with four of them, one always is where the week's score is 1.
    told_sign: float = 0.25
    # Share of honest weeks with a score of 1 or more, and the rate at which it falls beyond.
    usage_level: float = 0.007
    usage_tail: float = 4.0

    # U05: within 3 % above the mean that is shown, in three months, and more people than chance.
    hug_width: float = 0.03
    hug_months: int = 3
