"""The formulas of scoring.md 2, once more: plain dicts and loops, slow, written to be read."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import log2, log10

from scoring.engine.facts import UNKNOWN
from tests.scoring.engine.reference import capped, rows


class ReferenceWork:
    """Outcome credit and verifications given of every person at one moment."""

    def __init__(self, facts, policy, at, known_until=None):
        self.policy, self.at = policy, at
        self.known = at if known_until is None else known_until
        self.parents = {t["id"]: t["parent"] if t["parent"] >= 0 else None for t in rows(facts.teams)}
        self.robots = {p["id"] for p in rows(facts.people) if p["automated"]}
        self.outcomes = {o["id"]: o for o in rows(facts.outcomes) if o["at"] <= at}
        self.authors = defaultdict(dict)  # outcome -> {person: team}
        for contribution in rows(facts.contributions):
            self.authors[contribution["outcome"]][contribution["person"]] = contribution["team"]
        self.verifications = [
            v for v in rows(facts.verifications)
            if v["at"] <= at and v["withdrawn_at"] > self.known and v["outcome"] in self.outcomes
        ]  # fmt: skip
        for verification in self.verifications:
            verification["epoch"] = policy.epoch_of(verification["at"])

    def is_reversed(self, outcome):
        return outcome["reversed_at"] <= self.known

    def is_independent(self, verification):
        verifier = verification["verifier"]
        return verifier not in self.robots and verifier not in self.authors[verification["outcome"]]

    def passed(self, verifier, author, epochs):
        return sum(
            v["verifier"] == verifier and v["epoch"] in epochs and author in self.authors[v["outcome"]]
            for v in self.verifications
            if self.is_independent(v)
        )

    def proofs(self, outcome, author, exclude=()):
        """(verified, moment at which it settles) of everyone who stands for the outcome."""
        policy = self.policy
        epoch = policy.epoch_of(outcome["at"])
        trailing = range(epoch - policy.pair_epochs, epoch)
        for verification in self.verifications:
            verifier = verification["verifier"]
            if verification["outcome"] != outcome["id"] or not self.is_independent(verification):
                continue
            if verifier not in exclude:
                one_way = 1 / (1 + log10(1 + self.passed(verifier, author, trailing)))
                other_way = 1 / (1 + log10(1 + self.passed(author, verifier, trailing)))
                settles = max(outcome["at"], verification["at"]) + policy.settling_seconds
                yield max(policy.pair_floor, one_way * other_way), settles
        if outcome["vouched"]:
            yield policy.source_only, outcome["at"] + policy.settling_seconds

    def value(self, outcome, author, exclude, at):
        if self.is_reversed(outcome):
            return 0.0
        return max(
            (verified * (1 if settles <= at else self.policy.settling_share)
             for verified, settles in self.proofs(outcome, author, exclude)),
            default=0.0,
        )  # fmt: skip

    def unit(self, outcome):
        if outcome["root"] != UNKNOWN:
            return "root", outcome["root"]
        if outcome["area"] != UNKNOWN:
            days = (outcome["at"] - self.policy.anchor) // 86_400
            return "area", outcome["area"], days // self.policy.work_item_days
        return "own", outcome["id"]

    def credit(self, person, query, at=None):
        """{unit: credit}; `at` may be later than the moment the facts stand at, to see what time alone does."""
        policy, units = self.policy, defaultdict(list)
        for outcome in self.outcomes.values():
            humans = self.authors[outcome["id"]].keys() - self.robots
            since = query.since_epoch
            if person not in humans or outcome["kind"] not in query.kinds:
                continue
            if since is None or policy.epoch_of(outcome["at"]) >= since:
                lines = policy.size_unit if outcome["size"] == UNKNOWN else outcome["size"]
                value = self.value(outcome, person, query.exclude.get(person, ()), at or self.at)
                units[self.unit(outcome)].append((value, lines / len(humans)))
        return {unit: self.integral(parts) for unit, parts in units.items()}

    def integral(self, parts):
        """Over t in [0, 1] of g(total size of the parts with value >= t): a step function of the values."""

        def g(size):
            return min(self.policy.size_cap, log2(1 + size / self.policy.size_unit))

        steps, total = sorted({0.0, *(value for value, _ in parts)}), 0.0
        for low, high in pairwise(steps):
            total += (high - low) * g(sum(size for value, size in parts if value >= high))
        return total

    def verifiers(self, person, query):
        """Distinct independent people who verified outcomes of work items with credit."""
        with_credit = {unit for unit, credit in self.credit(person, query).items() if credit > 0}
        exclude = query.exclude.get(person, ())
        return {
            v["verifier"] for v in self.verifications
            if self.is_independent(v) and v["verifier"] not in exclude
            and self.counts_for(self.outcomes[v["outcome"]], person, query)
            and self.unit(self.outcomes[v["outcome"]]) in with_credit
        }  # fmt: skip

    def counts_for(self, outcome, person, query):
        in_time = query.since_epoch is None or self.policy.epoch_of(outcome["at"]) >= query.since_epoch
        is_author = person in self.authors[outcome["id"]]
        return is_author and in_time and outcome["kind"] in query.kinds and not self.is_reversed(outcome)

    def given(self, verifier, since_epoch):
        """(support, authors, teams) for what a person verified; None when there is nothing."""
        policy = self.policy
        gave = {
            (v["verifier"], author, v["epoch"]) for v in self.verifications if self.is_independent(v)
            for author in self.authors[v["outcome"]].keys() - self.robots
        }  # fmt: skip
        mine = [
            v for v in self.verifications
            if v["verifier"] == verifier and (since_epoch is None or v["epoch"] >= since_epoch)
        ]  # fmt: skip
        if not mine or verifier in self.robots:
            return None
        first = {}
        for v in sorted(mine, key=lambda v: (v["at"], v["id"])):
            outcome = self.outcomes[v["outcome"]]
            held = outcome["at"] + policy.settling_seconds <= self.at and not self.is_reversed(outcome)
            if held and self.is_independent(v):
                for author in self.authors[v["outcome"]].keys() - self.robots:
                    first.setdefault((author, v["epoch"]), self.authors[v["outcome"]][author])
        cells, parts = defaultdict(lambda: defaultdict(float)), defaultdict(float)
        for (author, epoch), team in first.items():
            repeats = sum((verifier, author, e) in gave for e in range(epoch - 40, epoch))
            returns = sum((author, verifier, e) in gave for e in range(epoch - 40, epoch))
            cells[epoch][team] += 1 / (1 + repeats) / (1 + returns)
        for cell in cells.values():
            for team, weight in cell.items():
                parts[team] += min(policy.team_cap, log2(1 + weight))
        support = sum(capped(cell, self.parents, policy) for cell in cells.values())
        teams = sum(part >= policy.team_part for part in parts.values())
        return support, len({author for author, _ in first}), teams
