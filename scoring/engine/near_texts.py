"""Near-equal texts, from hashes alone: the share of equal minima estimates the Jaccard similarity."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scoring.engine.facts import SIGNATURE_SIZE, GiftTexts

# 16 bands of 4 hashes: texts of similarity 0.7 meet in a band with probability 0.99, of 0.3 with 0.12.
_BANDS = 16
_WIDTH = SIGNATURE_SIZE // _BANDS


def near_pairs(texts: GiftTexts, similarity: float) -> list[tuple[int, int]]:
    """Rows (lower first) of texts whose estimated similarity is at least this; texts without words meet nobody."""
    meets: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for row, part in enumerate(np.ascontiguousarray(texts.signature[:, band * _WIDTH : (band + 1) * _WIDTH])):
            if texts.words[row] > 0:
                buckets[part.tobytes()].append(row)
        for rows in buckets.values():
            # A bucket of hundreds is one text used by hundreds: neighbours in it are enough to find them all.
            meets.update((a, b) for n, a in enumerate(rows) for b in rows[n + 1 : n + 1 + _NEIGHBOURS])
    pairs = sorted(meets)
    if not pairs:
        return []
    one, other = np.array(pairs).T
    close = (texts.signature[one] == texts.signature[other]).mean(axis=1) >= similarity
    return [pair for pair, is_close in zip(pairs, close.tolist(), strict=True) if is_close]


_NEIGHBOURS = 32
