"""Texts of planted gifts, as the numbers that detectors read: how many words, and their hashes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from scoring.engine.facts import SIGNATURE_SIZE, Facts, GiftTexts

Hashes = NDArray[np.uint32]

USUAL_WORDS, WORDS_SPREAD = 18.0, 0.6  # of a reason, log-normal, where the background has no texts
TEMPLATES, TEMPLATE_SHARE = 0.1, 0.8  # assumed, not measured


@dataclass(frozen=True)
class GiftText:
    """`share`: the part of the words that variants of this text keep, in [0, 1]."""

    words: int
    signature: Hashes
    share: float = 1.0

    def variant(self, rng: Generator) -> GiftText:
        """Near this text: the expected share of equal hashes, and so the similarity, is `share`."""
        other = rng.random(SIGNATURE_SIZE) >= self.share
        return replace(self, signature=np.where(other, hashes(rng), self.signature).astype(np.uint32))


def hashes(rng: Generator) -> Hashes:
    """Of a text that resembles no other."""
    return rng.integers(0, 1 << 32, SIGNATURE_SIZE, dtype=np.uint32)


def with_invented_texts(facts: Facts, rng: Generator) -> Facts:
    """The same facts with texts for all gifts, for a background that has none.

    Lengths are log-normal. One giver in ten writes from a template: the texts of such a giver share 80 % of their
    words, as honest people's do who say much the same every time.
    """
    gifts = facts.gifts
    words = np.maximum(4, rng.lognormal(np.log(USUAL_WORDS), WORDS_SPREAD, len(gifts)).astype(np.int64))
    signature = rng.integers(0, 1 << 32, (len(gifts), SIGNATURE_SIZE), dtype=np.uint32)
    givers, of_gift = np.unique(gifts.giver, return_inverse=True)
    templates = rng.integers(0, 1 << 32, (len(givers), SIGNATURE_SIZE), dtype=np.uint32)
    same = (rng.random(len(givers)) < TEMPLATES)[of_gift, None] & (rng.random(signature.shape) < TEMPLATE_SHARE)
    signature = np.where(same, templates[of_gift], signature).astype(np.uint32)
    return replace(facts, texts=GiftTexts(gifts.kind, gifts.id, words, signature))
