"""Texts of gifts as word counts and hashes: the words stay in the database."""

from __future__ import annotations

import numpy as np

from recognition.models import Nomination, Thanks
from scoring.engine.facts import GiftKind, Gifts, GiftTexts
from scoring.facts.id_sets import among
from scoring.facts.text_signature import signature_of, words_of


def load_gift_texts(gifts: Gifts) -> GiftTexts:
    """Of these gifts. Two statements; a thank-you without a text has no row."""
    nominations = gifts.id[gifts.kind == GiftKind.NOMINATION].tolist()
    thanks = gifts.id[gifts.kind == GiftKind.THANKS].tolist()
    reasons = Nomination.objects.filter(pk__in=among(nominations)).order_by("pk").values_list("pk", "reason")
    texts = Thanks.objects.filter(pk__in=among(thanks)).order_by("pk").values_list("pk", "text")
    rows = [(GiftKind.NOMINATION, number, text) for number, text in reasons]
    rows += [(GiftKind.THANKS, number, text) for number, text in texts if text.strip()]
    if not rows:
        return GiftTexts()
    kinds, numbers, words = zip(*((int(kind), number, words_of(text)) for kind, number, text in rows), strict=True)
    return GiftTexts(
        kind=np.array(kinds, np.int64),
        gift=np.array(numbers, np.int64),
        words=np.array(words, np.int64),
        signature=np.stack([signature_of(text) for _kind, _number, text in rows]),
    )
