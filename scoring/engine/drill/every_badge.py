"""A planted word, said for every badge at once: an attacker may nominate for all of them, and loses nothing by it.

Attention, repetition, reciprocity and ties are counted on pairs of people, whatever the badge, so the copies change
no weight; the detectors have looked before, at the attack as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scoring.engine.drill.planting import joined
from scoring.engine.facts import THANKS_KINDS, UNKNOWN, Bools, Facts, GiftKind
from scoring.engine.findings import About
from scoring.engine.judge import LiveRule

Said = tuple[int, int, int]  # kind of gift, badge, kind of thanks


def said_for(rules: Sequence[LiveRule]) -> list[Said]:
    """What the rules count: nominations for badges, and the kinds of thanks."""
    found: set[Said] = set()
    for live in rules:
        for _path, condition in live.rule.conditions:
            if condition.kind_name != "peer_support":
                continue
            sources, thanks = condition.values.get("from", ()), condition.values.get("thanks", ())
            if "nominations" in _words(sources):
                found.add((GiftKind.NOMINATION, live.badge, UNKNOWN))
            if "thanks" in _words(sources):
                labels = [THANKS_KINDS.index(word) for word in _words(thanks)] or [0]
                found.add((GiftKind.THANKS, UNKNOWN, min(labels)))
    return sorted(found)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list | tuple | frozenset) else ()


def for_every_badge(facts: Facts, which: Bools, said: Sequence[Said]) -> Facts:
    """The gifts `which` (by row) also as everything in `said`, with the findings about them."""
    for kind, badge, label in said:
        some = facts.gifts.take(which)
        other = (some.kind != kind) | (some.badge != badge) | (some.label != label)
        if kind == GiftKind.THANKS:
            other = some.kind != GiftKind.THANKS
        some = some.take(other)
        number, ids = len(some), np.arange(len(some)) + 1 + int(facts.gifts.id.max(initial=0))
        same = np.full(number, 1)
        copies = replace(some, id=ids, kind=same * kind, badge=same * badge, label=same * label)
        about = np.where(some.kind == GiftKind.THANKS, About.THANKS, About.NOMINATION)
        renamed = dict(zip(zip(about.tolist(), some.id.tolist(), strict=True), ids.tolist(), strict=True))
        findings = facts.findings
        keys = list(zip(findings.about_kind.tolist(), findings.about_id.tolist(), strict=True))
        rows = np.array([row for row, key in enumerate(keys) if key in renamed], np.int64)
        named = findings.take(rows)
        new_kind = About.THANKS if kind == GiftKind.THANKS else About.NOMINATION
        named = replace(
            named,
            about_kind=np.full(len(rows), int(new_kind)),
            about_id=np.array([renamed[keys[row]] for row in rows.tolist()], np.int64),
        )
        which = np.concatenate([which, np.zeros(number, np.bool_)])
        facts = replace(facts, gifts=joined(facts.gifts, copies), findings=joined(findings, named))
    return facts
