"""The sample history `brook` as gifts: it has no acknowledgements, so landing somebody's change is read as one.

Three people land nearly everything: a background of three hubs, where two of three people were recognised by one
person only. Writing a change together is a gift from its author to the co-author.
"""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from scoring.engine.facts import Contributions, Facts, GiftKind, Gifts, Outcomes, People, Relation, Verifications

BROOK = Path(__file__).resolve().parents[3] / "shared" / "data" / "brook"


def load_brook_gifts() -> Facts:
    people, changes = _rows("people"), _rows("outcomes")
    person = {row["id"]: n for n, row in enumerate(people)}
    team = {name: n for n, name in enumerate(sorted({row["team"] for row in people if row["team"]}))}
    team_of = {person[row["id"]]: team.get(row["team"]) for row in people}
    given = [
        (person[giver], person[receiver], _seconds(row["at"]))
        for row in changes
        for giver, receiver in [
            (row["merged_by"], row["person"]),
            *((row["person"], other) for other in row["co_authors"]),
        ]
        if giver in person and giver != receiver
    ]
    landed = [(n, row) for n, row in enumerate(changes) if row["merged_by"] not in (None, row["person"])]
    return Facts(
        people=People.of(
            (n, team_of[n], row["automated"], _seconds(row["first_seen"]), None) for n, row in enumerate(people)
        ),
        gifts=Gifts.of(
            (n, GiftKind.NOMINATION, 1, None, giver, receiver, at, team_of[giver], team_of[receiver],
             int(Relation.PEER), None)
            for n, (giver, receiver, at) in enumerate(given)
        ),
        outcomes=Outcomes.of(
            (n, 0, _seconds(row["at"]), None, None, row["lines_added"] + row["lines_deleted"], True,
             _seconds(row["reverted_at"]) if row["reverted_at"] else None)
            for n, row in enumerate(changes)
        ),
        contributions=Contributions.of(
            (n, person[who], team_of[person[who]])
            for n, row in enumerate(changes)
            for who in dict.fromkeys([row["person"], *row["co_authors"]])
        ),
        verifications=Verifications.of(
            (n, outcome, person[row["merged_by"]], _seconds(row["at"]), team_of[person[row["merged_by"]]], None)
            for n, (outcome, row) in enumerate(landed)
        ),
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(BROOK / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
