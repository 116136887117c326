"""N07 `copied_text`: the text of a gift is one of several near-equal ones, or says almost nothing.

    MinHash similarity >= 0.7 with at least 3 other texts within 30 days, or fewer than 4 words

Source: near-duplicates in 30 days had AUC 0.86 against what human graders dismissed in real praise, few words
recall 0.53 at 1 % false alarms: the only signals there that say something about quality.
Effect: 0.5 until the text is rewritten; the writer is asked for a concrete sentence. The first of near-equal texts
keeps its weight: nobody can take from somebody by copying them. A wording that somebody only repeats from their own
earlier texts is asked about and keeps its weight: attention and repetition in the formula bound it already, and
where one giver in ten writes from a template, taking half would cost one honest receiver in ten a tenth or more
(docs/benchmarks/detection.md). p = 0: a matter of fact.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, Gifts, Ints
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.near_texts import near_pairs
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    gifts = recent(standing, numbers.window_days)
    row_of = {key: row for row, key in enumerate(zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True))}
    texts = standing.facts.texts
    keys = zip(texts.kind.tolist(), texts.gift.tolist(), strict=True)
    kept = [(row_of[key], place) for place, key in enumerate(keys) if key in row_of]
    # By time, so that the first of near-equal texts is the first row.
    kept.sort()
    gift = np.array([row for row, _ in kept], np.int64)
    texts = texts.take(np.array([place for _, place in kept], np.int64))
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in near_pairs(texts, numbers.copy_similarity):
        if abs(int(gifts.at[gift[one]]) - int(gifts.at[gift[other]])) <= numbers.copy_days * DAY:
            near[one].add(other)
            near[other].add(one)
    findings = []
    for row in range(len(gift)):
        words, alike = int(texts.words[row]), near.get(row, set())
        is_copy = len(alike) >= numbers.copy_texts and min(alike) < row
        says_little = words < numbers.least_words
        if is_copy or says_little:
            places = gift[sorted(alike)]
            by_others = bool(np.any(gifts.giver[places] != gifts.giver[gift[row]]))
            factor = numbers.copy_factor if says_little or by_others else 1.0
            findings.append(_finding(gifts, gift[[row]], len(alike) if is_copy else 0, words, factor))
    return findings


def _finding(gifts: Gifts, row: Ints, alike: int, words: int, factor: float) -> Finding:
    mine = gifts.take(row)
    return Finding(
        code="N07",
        about=about(mine),
        people=(int(mine.giver[0]),),
        severity="inform",
        factor=factor,
        p_value=0.0,
        at=int(mine.at[0]),
        evidence=evidence(mine),
        numbers={"alike": alike, "words": words},
        identity=(int(mine.kind[0]), int(mine.id[0])),
    )


DETECTOR = Detector(
    code="N07",
    name="copied_text",
    family="nominations",
    sentence=gettext_noop("The text has {words:.0f} words and nearly equals {alike:.0f} others of the same month."),
    local=False,
    find=find,
)
