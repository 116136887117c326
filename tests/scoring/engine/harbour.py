"""The sample history `harbour` as facts of the judge: real people, changes and reviews, pseudonymised.

Not part of the repository; it is found beside it where the founders work. Read as the benchmarks read it, but for the
gifts: here they are what authors thanked for, and nothing else.
"""

from dataclasses import replace

from scoring.bench.harbour_gifts import HARBOUR, harbour_rows, load_harbour_gifts, seconds_of
from scoring.engine.facts import THANKS_KINDS, GiftKind, Gifts, Relation

__all__ = ["HARBOUR", "load_harbour"]


def load_harbour():
    """Facts; a person keeps today's team in every fact, which is enough to look at the formulas."""
    facts = load_harbour_gifts()
    person = {row["id"]: n for n, row in enumerate(harbour_rows("people"))}
    team = dict(zip(facts.people.id.tolist(), facts.people.team.tolist(), strict=True))
    thanks = [row for row in harbour_rows("acknowledgements") if row["kind"] in THANKS_KINDS]
    pairs = [(person[row["from"]], person[row["to"]]) for row in thanks]
    gifts = Gifts.of(
        (n, GiftKind.THANKS, None, THANKS_KINDS.index(row["kind"]), giver, receiver, seconds_of(row["at"]),
         team[giver], team[receiver], int(Relation.PEER), None)
        for n, (row, (giver, receiver)) in enumerate(zip(thanks, pairs, strict=True))
    )  # fmt: skip
    return replace(facts, gifts=gifts)
