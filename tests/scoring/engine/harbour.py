"""The sample history `harbour` as facts of the judge: real people, changes and reviews, pseudonymised.

Not part of the repository; it is found beside it where the founders work.
"""

import gzip
import json
from datetime import datetime
from pathlib import Path

from scoring.engine.facts import (
    THANKS_KINDS,
    Contributions,
    Facts,
    Gifts,
    Outcomes,
    People,
    Relation,
    Verifications,
)

HARBOUR = Path(__file__).resolve().parents[4] / "shared" / "data" / "harbour"
VERIFYING = ("reviewed", "tested", "acked")


def _rows(name):
    with gzip.open(HARBOUR / f"{name}.jsonl.gz", "rt") as lines:
        return [json.loads(line) for line in lines]


def _seconds(text):
    return int(datetime.fromisoformat(text).timestamp())


def load_harbour():
    """Facts; a person keeps today's team in every fact, which is enough to look at the formulas."""
    people, outcomes, words = _rows("people"), _rows("outcomes"), _rows("acknowledgements")
    person = {row["id"]: n for n, row in enumerate(people)}
    team = {name: n for n, name in enumerate(sorted({row["team"] for row in people if row["team"]}))}
    team_of = {row["id"]: team.get(row["team"]) for row in people}
    outcome = {row["id"]: n for n, row in enumerate(outcomes)}
    area = {name: n for n, name in enumerate(sorted({row["area"] for row in outcomes if row["area"]}))}
    verified = [row for row in words if row["kind"] in VERIFYING]
    thanks = [row for row in words if row["kind"] in THANKS_KINDS]
    return Facts(
        people=People.of(
            (person[r["id"]], team_of[r["id"]], r["automated"], _seconds(r["first_seen"]), None) for r in people
        ),
        gifts=Gifts.of(
            (n, 1, None, THANKS_KINDS.index(r["kind"]), person[r["from"]], person[r["to"]], _seconds(r["at"]),
             team_of[r["from"]], team_of[r["to"]], int(Relation.PEER), None)
            for n, r in enumerate(thanks)
        ),
        outcomes=Outcomes.of(
            (outcome[r["id"]], 0, _seconds(r["at"]), None, area.get(r["area"]), _size(r), r["merged_by"] != r["person"],
             _seconds(r["reverted_at"]) if r["reverted_at"] else None)
            for r in outcomes
        ),
        contributions=Contributions.of(
            (outcome[r["id"]], person[p], team_of[p])
            for r in outcomes
            for p in dict.fromkeys([r["person"], *r["co_authors"]])
        ),
        verifications=Verifications.of(
            (n, outcome[r["outcome"]], person[r["from"]], _seconds(r["at"]), team_of[r["from"]], None)
            for n, r in enumerate(verified)
        ),
    )  # fmt: skip


def _size(row):
    if row["lines_added"] is None:
        return None
    return row["lines_added"] + row["lines_deleted"]
