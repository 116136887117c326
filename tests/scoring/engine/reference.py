"""The formulas of scoring.md 1, once more: plain dicts and loops, slow, written to be read.

The judge's measures must agree with these on random facts. Nothing is shared with them but the facts and the
numbers of the policy. Sums are ordinary floats here, so agreement is up to `CLOSE`.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import log2

from scoring.engine.facts import GiftKind, Relation

CLOSE = 1e-4  # a hundred sums of units of 2^-20


def rows(columns):
    names = list(columns.__dataclass_fields__)
    values = [getattr(columns, name).tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def capped(parts, parents, policy):
    """{team: sum of w} of one person and epoch -> bounded total."""

    def applied_parent(team):
        parent = parents.get(team)
        return parent if parent is not None and parents.get(parent) is not None else None

    second, total_of_second = defaultdict(float), {}
    for team, weight in parts.items():
        parent = applied_parent(team)
        key = ("team", team) if parent is None else ("second", parent)
        second[key] += min(policy.team_cap, log2(1 + weight))
        total_of_second[key] = parent
    third = defaultdict(float)
    for key, value in second.items():
        parent = total_of_second[key]
        value = value if parent is None else min(policy.second_cap, value)
        grandparent = None if parent is None else applied_parent(parent)
        third[key if grandparent is None else ("third", grandparent)] += value
    return sum(min(policy.third_cap, v) if key[0] == "third" else v for key, v in third.items())


def tied(gave, a, b, receiver, block, policy):
    """Whether two supporters of the receiver are tied, of gifts as (giver, receiver, epoch)."""
    size, reach = policy.block_epochs, policy.tie_reach
    window = range(block * size - reach, (block + 1) * size + reach)
    given = {(x, y) for x, y, e in gave if e in window and receiver not in (x, y)}
    if not {(a, b), (b, a)} <= given:
        return False
    everybody = {x for pair in given for x in pair}
    friends = {c for c in everybody if {(a, c), (c, a), (b, c), (c, b)} <= given}
    for one, other in ((a, b), (b, a)):
        giving = {y for x, y in given if x == one}
        if len(giving & ({other} | friends)) * policy.tie_share_whole >= len(giving) * policy.tie_share_parts:
            return True
    return False


class ReferenceSupport:
    """Support, voices and teams of every receiver, for one query at one moment."""

    def __init__(self, facts, policy, query, at, known_until=None):
        self.policy, self.query, self.known = policy, query, at if known_until is None else known_until
        self.parents = {t["id"]: t["parent"] if t["parent"] >= 0 else None for t in rows(facts.teams)}
        robots = {p["id"] for p in rows(facts.people) if p["automated"]}
        self.gifts = [
            g for g in rows(facts.gifts)
            if g["at"] <= at and g["withdrawn_at"] > self.known and g["giver"] != g["receiver"]
            and not {g["giver"], g["receiver"]} & robots
            and ("thanks" in query.sources or g["kind"] == GiftKind.NOMINATION)
        ]  # fmt: skip
        for gift in self.gifts:
            gift["epoch"] = policy.epoch_of(gift["at"])
        self.gave = {(g["giver"], g["receiver"], g["epoch"]) for g in self.gifts}

    def asks_for(self, gift):
        query = self.query
        if query.since_epoch is not None and gift["epoch"] < query.since_epoch:
            return False
        if gift["kind"] == GiftKind.NOMINATION:
            return "nominations" in query.sources and gift["badge"] == query.badge
        return "thanks" in query.sources and gift["label"] in query.thanks_kinds

    def relation(self, gift):
        if gift["relation"] == Relation.TO_MANAGER:
            return self.policy.to_manager
        if gift["relation"] == Relation.TO_REPORT:
            return self.policy.to_report
        return self.policy.same_team if gift["giver_team"] == gift["receiver_team"] else self.policy.other_team

    def attention(self, gift):
        is_thanks = gift["kind"] == GiftKind.THANKS
        budget = self.policy.attention_thanks if is_thanks else self.policy.attention_nominations
        receivers = {
            g["receiver"] for g in self.gifts
            if (g["giver"], g["epoch"], g["kind"]) == (gift["giver"], gift["epoch"], gift["kind"])
        }  # fmt: skip
        return min(1, budget / max(1, len(receivers) - 1))

    def finding(self, gift):
        return max(self.policy.findings_floor, self.query.findings.get((gift["kind"], gift["id"]), 1.0))

    def voices_for(self, receiver):
        """{(giver, epoch): (team, weight)} before independence."""
        left_out = self.query.exclude.get(receiver, frozenset())
        together = defaultdict(list)
        for gift in self.gifts:
            is_read = gift["receiver"] == receiver and gift["giver"] not in left_out
            if is_read and self.asks_for(gift) and self.relation(gift) > 0:
                together[gift["giver"], gift["epoch"]].append(gift)
        voices = {}
        for (giver, epoch), gifts in together.items():
            earlier = [e for a, b, e in self.gave if (a, b) == (giver, receiver) and e < epoch]
            returned = [e for a, b, e in self.gave if (a, b) == (receiver, giver) and e < epoch]
            first = min(gifts, key=lambda g: (g["at"], g["kind"], g["id"]))
            weight = max(map(self.attention, gifts)) * max(map(self.relation, gifts)) * max(map(self.finding, gifts))
            voices[giver, epoch] = first["giver_team"], weight / (1 + len(earlier)) / (1 + len(returned))
        return voices

    def untied_sets(self, supporters, receiver, block):
        """Every untied set, also those that are not maximal."""
        ties = {p for p in combinations(sorted(supporters), 2) if tied(self.gave, *p, receiver, block, self.policy)}
        for size in range(len(supporters) + 1):
            for some in combinations(sorted(supporters), size):
                if not any(pair in ties for pair in combinations(some, 2)):
                    yield set(some)

    def measure(self, receiver):
        """(support, teams, voices); None when nobody gave what the query asks for."""
        if not any(g["receiver"] == receiver and self.asks_for(g) for g in self.gifts):
            return None
        voices = self.voices_for(receiver)
        support, parts, heard = 0.0, defaultdict(float), {frozenset()}
        for block in {epoch // self.policy.block_epochs for _, epoch in voices}:
            here = {key: v for key, v in voices.items() if key[1] // self.policy.block_epochs == block}
            best, best_parts, sets = 0.0, defaultdict(float), set()
            for full in self.untied_sets({giver for giver, _ in here}, receiver, block):
                cells = defaultdict(lambda: defaultdict(float))
                for (giver, epoch), (team, weight) in here.items():
                    cells[epoch][team] += weight if giver in full else weight * self.policy.tied_keep
                best = max(best, sum(capped(cell, self.parents, self.policy) for cell in cells.values()))
                for team in {team for team, _ in here.values()}:
                    part = sum(min(self.policy.team_cap, log2(1 + cell.get(team, 0))) for cell in cells.values())
                    best_parts[team] = max(best_parts[team], part)
                sets.add(frozenset(full))
            support += best
            for team, part in best_parts.items():
                parts[team] += part
            heard = {union | full for union in heard for full in sets}
        number = max(map(len, heard))
        return support, min(number, sum(part >= self.policy.team_part for part in parts.values())), number
