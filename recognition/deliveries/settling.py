"""From the facts told of a key to outcomes, confirmations and reversals (ADR 0035).

What shall stand is worked out from all facts of the key, and only the difference is written. So it does not matter in
which order they came, or how often: what waits for its outcome or for a person is simply a fact that has not led to
anything yet, and is asked again when something new is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from recognition.actions import outcomes, source_outcomes
from recognition.actions.actors import System
from recognition.actions.announce import at_the_end
from recognition.actions.circumstances import takes_part_on
from recognition.deliveries.roots import align_roots
from recognition.deliveries.told import RECURRING, Told, row_key
from recognition.deliveries.words_said import Said, stands
from recognition.models import DeliveredFact, Outcome, Person, SourceAccount

Kind, State = DeliveredFact.Kind, DeliveredFact.State
# Keys that are read together: an account that is found after years may have to do with many thousands.
AT_ONCE = 500


def settle_all(source: str, keys: Iterable[str]) -> None:
    """Bring every key up to date, and those that lean on an outcome which is new. All or nothing, as the caller's."""
    to_do, families = set(keys), set[str]()
    with at_the_end():
        while to_do:
            new, more = _settle(source, sorted(to_do))
            families |= more
            leaning = DeliveredFact.objects.filter(source=source, by_outcome_key__in=new) if new else ()
            # Also those that are done: they did not know it. Each outcome is new but once, so this ends.
            to_do = {fact.outcome_key for fact in leaning}
        align_roots(source, families)


def _settle(source: str, keys: list[str]) -> tuple[list[str], set[str]]:
    """Those of the keys under which an outcome was reported that was not there before; those in families of reverts."""
    new, families = list[str](), set[str]()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        told = Told(source, some)
        new += [key for key in some if _Key(told, key).settle()]
        told.keep_states()
        families |= told.families
    return new, families


class _Key:
    """All that was told of one key."""

    def __init__(self, told: Told, key: str) -> None:
        self.by, self.source, self.key, self.told = System(told.source), told.source, key, told
        self.facts = told.facts[key]
        self.new = False

    def settle(self) -> bool:
        """Whether an outcome was reported that was not there before."""
        rows = self._outcomes()
        self._words(rows)
        self._reversals(rows)
        return self.new

    def _of(self, *kinds: DeliveredFact.Kind) -> list[DeliveredFact]:
        return [fact for fact in self.facts if fact.kind in kinds]

    def _person(self, account_id: int | None) -> tuple[Person | None, bool]:
        """Who that is, and whether nobody has said yet."""
        account = self.told.accounts.get(account_id) if account_id is not None else None
        if account is None or account.state in (SourceAccount.State.NOBODY, SourceAccount.State.AUTOMATED):
            return None, False
        if account.person is None:
            return None, True
        return (None if account.person.automated else account.person), False

    def _people(self, account_ids: Iterable[int]) -> tuple[list[Person], bool]:
        found = [self._person(account) for account in account_ids]
        return list(dict.fromkeys(person for person, _ in found if person)), any(unknown for _, unknown in found)

    # --- outcomes -------------------------------------------------------------------------

    def _outcomes(self) -> list[Outcome]:
        """By time. Who shares in it follows from all tellings, the rest from the earliest; later ones fill in."""
        told: dict[str, list[DeliveredFact]] = defaultdict(list)
        for fact in self._of(Kind.OUTCOME):
            told[row_key(self.key, fact.content["kind"], fact.at)].append(fact)
        rows = [self._outcome(key, facts, self.told.outcomes.get(key)) for key, facts in told.items()]
        return sorted((row for row in rows if row is not None), key=lambda row: row.at)

    def _outcome(self, key: str, facts: list[DeliveredFact], row: Outcome | None) -> Outcome | None:
        authors, others, unknown = self._shares(facts)
        state = State.NO_PERSON if unknown else State.APPLIED
        if not authors and row is None:
            for fact in facts:
                fact.state = State.MOOT if state == State.APPLIED else state
            return None
        for fact in facts:
            fact.state = state
        kind, at, details = facts[0].content["kind"], facts[0].at, self._details(facts)
        if row is None:
            self.new = True
            row = self.told.outcomes[key] = outcomes.report(
                by=self.by, source=self.source, key=key, kind=kind, at=at, authors=authors, co_authors=others, **details
            )
            return row
        source_outcomes.join(by=self.by, outcome=row, authors=authors, co_authors=others)
        if row.root and self.key in self.told.families:
            details.pop("root", None)  # it is the one of another change, see roots.py
        source_outcomes.retell(by=self.by, outcome=row, kind=kind, at=at, details=details)
        return row

    def _shares(self, facts: list[DeliveredFact]) -> tuple[list[Person], list[Person], bool]:
        """Authors, co-authors, and whether somebody among them is unknown: of all tellings."""
        authors, others, unknown = dict[Person, None](), dict[Person, None](), False
        for fact in facts:
            wrote, unknown_author = self._people(fact.content.get("authors", ()))
            beside, unknown_other = self._people(fact.content.get("co_authors", ()))
            if not wrote and not unknown_author:
                # Written by an automated account for people who are named beside it, or by nobody of ours with one.
                wrote, beside = beside, []
            authors |= dict.fromkeys(wrote)
            others |= dict.fromkeys(beside)
            unknown |= unknown_author or unknown_other
        return list(authors), [person for person in others if person not in authors], unknown

    def _details(self, facts: list[DeliveredFact]) -> outcomes.Details:
        told: dict[str, Any] = {}
        for fact in facts:
            for name, value in fact.content.items():
                told.setdefault(name, value)
        mergers = (self._person(fact.content.get("merged_by"))[0] for fact in facts)
        names = ("root", "area", "lines_added", "lines_deleted", "files", "title", "url", "ai_assisted")
        details = cast(outcomes.Details, {name: told[name] for name in names if name in told})
        if "authored_at" in told:
            details["authored_at"] = datetime.fromisoformat(told["authored_at"])
        if told["kind"] in RECURRING:
            details.setdefault("root", self.key)
        details["merged_by"] = next((person for person in mergers if person is not None), None)
        return details

    # --- words ----------------------------------------------------------------------------

    def _words(self, rows: list[Outcome]) -> None:
        said: dict[tuple[int, int, str], list[Said]] = defaultdict(list)
        people, of = {}, {row.pk: row for row in rows}
        withdrawals = []
        for fact in self._of(Kind.VERIFICATION, Kind.WITHDRAWAL):
            row = _last_before(rows, fact.at) or (rows[0] if rows else None)
            person, unknown = self._person(fact.content.get("by"))
            fact.state = State.NO_PERSON if unknown else self._state_of_leaning(row)
            if person is None or row is None:
                fact.state = State.MOOT if person is None and not unknown else fact.state
                continue
            if not takes_part_on(person, fact.at.date()):
                fact.state = State.MOOT
                continue
            people[person.pk] = person
            if fact.kind == Kind.VERIFICATION:
                said[row.pk, person.pk, fact.content["kind"]].append(Said(fact.at, holds=True))
            else:
                withdrawals.append((row.pk, person.pk, Said(fact.at, holds=False)))
        for (row_id, person_id, kind), words in said.items():
            ended = [word for row, person, word in withdrawals if (row, person) == (row_id, person_id)]
            at, withdrawn_at = stands([*words, *ended])
            source_outcomes.vouch(
                by=self.by, outcome=of[row_id], verifier=people[person_id], kind=kind, at=at, withdrawn_at=withdrawn_at
            )

    # --- reversals ------------------------------------------------------------------------

    def _reversals(self, rows: list[Outcome]) -> None:
        first: dict[int, DeliveredFact] = {}
        of = {row.pk: row for row in rows}
        for fact in self._of(Kind.REVERSAL):
            row = _last_before(rows, fact.at)
            fact.state = self._state_of_leaning(row)
            if row is not None:
                first.setdefault(row.pk, fact)
        for row_id, fact in first.items():
            known = self.told.reversals.get(row_id)
            kind, reason = fact.content["kind"], fact.content.get("reason", "")
            by_key = fact.by_outcome_key
            by_outcome = self.told.outcomes.get(by_key) if by_key != self.key else None
            if known is None:
                outcomes.reverse(
                    by=self.by, outcome=of[row_id], kind=kind, reason=reason, at=fact.at, by_outcome=by_outcome
                )
            else:
                source_outcomes.redate(
                    by=self.by, reversal=known, kind=kind, at=fact.at, reason=reason, by_outcome=by_outcome
                )

    def _state_of_leaning(self, row: Outcome | None) -> DeliveredFact.State:
        """Of a fact that leans on an outcome: where nobody of ours did that, it is about nobody of ours."""
        if row is not None:
            return State.APPLIED
        told = self._of(Kind.OUTCOME)
        moot = bool(told) and all(fact.state == State.MOOT for fact in told)
        return State.MOOT if moot else State.NO_OUTCOME


def _last_before(rows: list[Outcome], at: datetime) -> Outcome | None:
    """The outcome that a word of this moment is about: the newest that had happened."""
    return next((row for row in reversed(rows) if row.at <= at), None)
