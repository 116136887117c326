"""The sample history `harbour` with every acknowledgement read as a gift: reviews, acks, tests, reports, help.

Real people, real times, real repetition: the background into which attacks are planted.
"""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from scoring.engine.facts import (
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Outcomes,
    People,
    Relation,
    Verifications,
)

HARBOUR = Path(__file__).resolve().parents[3] / "shared" / "data" / "harbour"
VERIFYING = ("reviewed", "tested", "acked")


def load_harbour_gifts(*, single: bool = False) -> Facts:
    """`single`: of every two people only the first gift, for companies where nobody recognises anybody twice."""
    people, outcomes, words = harbour_rows("people"), harbour_rows("outcomes"), harbour_rows("acknowledgements")
    person = {row["id"]: n for n, row in enumerate(people)}
    team = {name: n for n, name in enumerate(sorted({row["team"] for row in people if row["team"]}))}
    team_of = {row["id"]: team.get(row["team"]) for row in people}
    outcome = {row["id"]: n for n, row in enumerate(outcomes)}
    area = {name: n for n, name in enumerate(sorted({row["area"] for row in outcomes if row["area"]}))}
    verified = [row for row in words if row["kind"] in VERIFYING]
    gifts = Gifts.of(
        (n, GiftKind.NOMINATION, 1, None, person[r["from"]], person[r["to"]], seconds_of(r["at"]),
         team_of[r["from"]], team_of[r["to"]], int(Relation.PEER), None)
        for n, r in enumerate(words) if r["from"] != r["to"]
    )  # fmt: skip
    return Facts(
        people=People.of(
            (person[r["id"]], team_of[r["id"]], r["automated"], seconds_of(r["first_seen"]), None) for r in people
        ),
        gifts=_first_of_pairs(gifts) if single else gifts,
        outcomes=Outcomes.of(
            (outcome[r["id"]], 0, seconds_of(r["at"]), None, area.get(r["area"]), _size(r),
             r["merged_by"] != r["person"], seconds_of(r["reverted_at"]) if r["reverted_at"] else None)
            for r in outcomes
        ),
        contributions=Contributions.of(
            (outcome[r["id"]], person[p], team_of[p])
            for r in outcomes
            for p in dict.fromkeys([r["person"], *r["co_authors"]])
        ),
        verifications=Verifications.of(
            (n, outcome[r["outcome"]], person[r["from"]], seconds_of(r["at"]), team_of[r["from"]], None)
            for n, r in enumerate(verified)
        ),
    )  # fmt: skip


def _first_of_pairs(gifts: Gifts) -> Gifts:
    order = np.lexsort((gifts.id, gifts.at))
    pair = np.stack([gifts.giver[order], gifts.receiver[order]])
    return gifts.take(np.sort(order[np.unique(pair, axis=1, return_index=True)[1]]))


def harbour_rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(HARBOUR / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds_of(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _size(row: dict[str, Any]) -> int | None:
    added, deleted = row["lines_added"], row["lines_deleted"]
    return None if added is None else added + deleted
