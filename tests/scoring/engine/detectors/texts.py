"""Signatures of given texts, as the columns of GiftTexts."""

import numpy as np

from scoring.facts.text_signature import signature_of, words_of


def signature(rows):
    rows = list(rows)
    kinds, gifts = (np.array([int(row[place]) for row in rows]) for place in (0, 1))
    words = np.array([words_of(row[2]) for row in rows])
    return kinds, gifts, words, np.stack([signature_of(row[2]) for row in rows])
