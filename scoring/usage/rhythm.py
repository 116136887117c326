"""The rhythm of requests as a few sums: what the detectors need, and no more.

Sums over the gaps between requests merge by adding (tools, accounts). The moments themselves are needed while late
deliveries can still fall between two that are known; afterwards they are forgotten.
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Floats, Ints

WEEK_MILLISECONDS = 7 * 86_400_000
# The earliest of a week count; 20,000 are a request every 30 s of it, day and night. Keeping the earliest makes
# the outcome independent of the order of delivery.
MOST_TIMES = 20_000
# Bin k holds gaps of 2^(k-4) to 2^(k-3) seconds; the first and last hold what is beyond (under 1/8 s, over 6 days).
BINS = 24
FIRST_POWER = -4
SHORTEST_GAP = 0.001  # seconds: requests of the same millisecond
# Misra-Gries: with 256 counters the count of a key is too low by at most 1/257 of the requests, far from the 40 %
# at which repetition is a finding.
MOST_KEYS = 256


@dataclass(frozen=True)
class Gaps:
    """Sums over the gaps of one week, in seconds and natural logarithms of seconds."""

    requests: int
    gap_sum: float
    gap_squares: float
    log_sum: float
    log_squares: float
    histogram: Ints  # BINS counts


def gaps_of(times: Ints) -> Gaps:
    """`times`: sorted milliseconds within the week."""
    gaps: Floats = np.maximum(np.diff(times) / 1000.0, SHORTEST_GAP)
    logs = np.log(gaps)
    bins = np.clip(np.floor(np.log2(gaps)).astype(np.int64) - FIRST_POWER, 0, BINS - 1)
    return Gaps(
        requests=len(times),
        gap_sum=float(gaps.sum()),
        gap_squares=float((gaps**2).sum()),
        log_sum=float(logs.sum()),
        log_squares=float((logs**2).sum()),
        histogram=np.bincount(bins, minlength=BINS).astype(np.int64),
    )


def merged_times(known: Ints, new: Iterable[int]) -> Ints:
    """Sorted; only the earliest of a week."""
    added = np.fromiter(new, np.int64)
    return np.sort(np.concatenate([known, added]))[:MOST_TIMES]


def pack(times: Ints) -> str:
    """Sorted milliseconds within the week as text: differences, compressed. About two bytes a request."""
    if not len(times):
        return ""
    differences = np.diff(times, prepend=0).astype("<u4")
    return base64.b85encode(zlib.compress(differences.tobytes(), 6)).decode()


def unpack(packed: str) -> Ints:
    if not packed:
        return np.empty(0, np.int64)
    return np.cumsum(np.frombuffer(zlib.decompress(base64.b85decode(packed)), "<u4").astype(np.int64))


def merged_keys(known: Mapping[str, int], new: Mapping[str, int]) -> dict[str, int]:
    """Frequent prompt keys with their counts, at most MOST_KEYS (Agarwal et al. 2012, mergeable summaries).

    Too many: the count of the first that finds no room is taken off all of them.
    """
    counts = Counter(known)
    counts.update(new)
    if len(counts) > MOST_KEYS:
        surplus = sorted(counts.values(), reverse=True)[MOST_KEYS]
        counts = Counter({key: count - surplus for key, count in counts.items() if count > surplus})
    return dict(counts)


def keys_to_text(counts: Mapping[str, int]) -> str:
    return " ".join(f"{key}:{count}" for key, count in sorted(counts.items()))


def keys_from_text(text: str) -> dict[str, int]:
    pairs = (word.rpartition(":") for word in text.split())
    return {key: int(count) for key, _colon, count in pairs}


def burstiness(gaps: float, total: float, squares: float) -> float:
    """(sigma - mu) / (sigma + mu) of gaps: -1 a metronome, 0 by chance, towards 1 in bursts. NaN for under two gaps."""
    if gaps < 2 or total <= 0:
        return float("nan")
    mean = total / gaps
    deviation = float(np.sqrt(max(0.0, squares / gaps - mean**2)))
    return (deviation - mean) / (deviation + mean)


def entropy(histogram: Ints) -> float:
    """Of the gaps' powers of two, in bits. NaN where there are none."""
    total = int(histogram.sum())
    if total == 0:
        return float("nan")
    shares = histogram[histogram > 0] / total
    return float(-(shares * np.log2(shares)).sum()) + 0.0
