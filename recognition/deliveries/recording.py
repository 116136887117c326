"""The facts of one message into the table of facts told: each once, people by their accounts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from recognition.deliveries.contract import (
    Account,
    Fact,
    OutcomeFact,
    ReversalFact,
    UnreadableError,
    VerificationFact,
    VerificationWithdrawn,
)
from recognition.deliveries.identities import Accounts
from recognition.models import DeliveredFact, Delivery, Outcome, Reversal, Verification
from recognition.plain_text import cleaned

Kind = DeliveredFact.Kind
LONGEST_KEY = 180
_LARGEST = 2**31 - 1
_is_web_address = URLValidator(schemes=["http", "https"])


class Recorded(NamedTuple):
    keys: set[str]  # of all outcomes that may stand otherwise now
    decided: bool  # of an account from before it is known now whose it is


def record(source: str, messages: Sequence[tuple[Delivery | None, Sequence[Fact]]]) -> Recorded:
    """Keep what is new in these messages of one source; what several of them tell is the first one's.

    Raises:
        UnreadableError: a key, kind or time that cannot be kept.
    """
    facts = [fact for _delivery, told in messages for fact in told]
    recorder = _Recorder(source, Accounts(source, [who for fact in facts for who in _named(fact)]))
    rows = [recorder.row(fact, delivery) for delivery, told in messages for fact in told]
    _name_by_their_keys(source, rows)
    new = {row.digest: row for row in reversed(rows)}
    for known in DeliveredFact.objects.filter(source=source, digest__in=new).values_list("digest", flat=True):
        del new[known]
    kept = list(reversed(new.values()))
    DeliveredFact.objects.bulk_create(kept)
    through = DeliveredFact.accounts.through
    through.objects.bulk_create(
        through(deliveredfact_id=row.pk, sourceaccount_id=account) for row in kept for account in accounts_in(row)
    )
    _rename(source, {row.alias: row.outcome_key for row in kept if row.alias})
    decided = recorder.accounts.decided
    keys = {key for row in rows for key in (row.outcome_key, row.by_outcome_key) if key}
    return Recorded(keys | (keys_of(decided) if decided else set()), bool(decided))


def keys_of(accounts: Collection[int]) -> set[str]:
    """Keys of the outcomes that these accounts (by their ids) have to do with."""
    return set(DeliveredFact.objects.filter(accounts__in=accounts).values_list("outcome_key", flat=True))


def _named(fact: Fact) -> tuple[Account, ...]:
    match fact:
        case OutcomeFact():
            return (*fact.authors, *fact.co_authors, *((fact.merged_by,) if fact.merged_by else ()))
        case VerificationFact() | VerificationWithdrawn():
            return (fact.by,)
        case ReversalFact():
            return ()


def _name_by_their_keys(source: str, rows: list[DeliveredFact]) -> None:
    """What is spoken of by an alias that is known gets its key."""
    named = {key for row in rows for key in (row.outcome_key, row.by_outcome_key) if key}
    known = DeliveredFact.objects.filter(source=source, alias__in=named).exclude(alias="")
    keys = dict(known.values_list("alias", "outcome_key")) | {row.alias: row.outcome_key for row in rows if row.alias}
    for row in rows:
        row.outcome_key = keys.get(row.outcome_key, row.outcome_key)
        row.by_outcome_key = keys.get(row.by_outcome_key, row.by_outcome_key)


def _rename(source: str, keys: dict[str, str]) -> None:
    """What was spoken of by an alias before anybody knew whose it is."""
    if not keys:
        return
    named = Q(outcome_key__in=keys) | Q(by_outcome_key__in=keys)
    for row in DeliveredFact.objects.filter(named, source=source):
        row.outcome_key = keys.get(row.outcome_key, row.outcome_key)
        row.by_outcome_key = keys.get(row.by_outcome_key, row.by_outcome_key)
        row.save(update_fields=["outcome_key", "by_outcome_key"])


def accounts_in(row: DeliveredFact) -> set[int]:
    """Ids of the accounts that a fact names."""
    told = row.content
    named = {*told.get("authors", ()), *told.get("co_authors", ()), told.get("by"), told.get("merged_by")}
    return {account for account in named if account is not None}


class _Recorder:
    def __init__(self, source: str, accounts: Accounts) -> None:
        self.source, self.accounts = source, accounts

    def row(self, fact: Fact, delivery: Delivery | None) -> DeliveredFact:
        kind, content = self._told(fact)
        outcome_key = fact.key if isinstance(fact, OutcomeFact) else fact.outcome_key
        row = DeliveredFact(
            source=self.source,
            kind=kind,
            outcome_key=_key(outcome_key),
            by_outcome_key=_key(fact.by_outcome_key) if isinstance(fact, ReversalFact) and fact.by_outcome_key else "",
            alias=_key(fact.alias) if isinstance(fact, OutcomeFact) and fact.alias else "",
            at=_moment(fact.at),
            content=content,
            delivery=delivery,
        )
        said = [kind, row.outcome_key, row.by_outcome_key, row.alias, row.at.isoformat(), content]
        row.digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        return row

    def _told(self, fact: Fact) -> tuple[Kind, dict[str, Any]]:
        match fact:
            case OutcomeFact():
                return Kind.OUTCOME, self._outcome(fact)
            case VerificationFact():
                return Kind.VERIFICATION, {"by": self._id(fact.by), "kind": _one_of(Verification.Kind, fact.kind)}
            case VerificationWithdrawn():
                return Kind.WITHDRAWAL, {"by": self._id(fact.by)}
            case ReversalFact():
                kind = _one_of(Reversal.Kind, fact.kind)
                return Kind.REVERSAL, {"kind": kind, "reason": cleaned(fact.reason, 500)}

    def _outcome(self, fact: OutcomeFact) -> dict[str, Any]:
        """Without what is empty: the table is read by people as well."""
        content: dict[str, Any] = {
            "kind": _one_of(Outcome.Kind, fact.kind),
            "authors": self._ids(fact.authors),
            "co_authors": self._ids(fact.co_authors),
            "authored_at": _moment(fact.authored_at).isoformat() if fact.authored_at else None,
            "root": cleaned(fact.root, 200),
            "area": cleaned(fact.area, 200),
            "lines_added": _count(fact.lines_added),
            "lines_deleted": _count(fact.lines_deleted),
            "files": _count(fact.files),
            "merged_by": self._id(fact.merged_by) if fact.merged_by else None,
            "title": cleaned(fact.title, 300),
            "url": _address(fact.url),
            "ai_assisted": fact.ai_assisted,
        }
        return {name: value for name, value in content.items() if value not in (None, "", [], False)}

    def _ids(self, people: Iterable[Account]) -> list[int]:
        found = (self._id(who) for who in people)
        return list(dict.fromkeys(account for account in found if account is not None))

    def _id(self, who: Account) -> int | None:
        account = self.accounts.of(who)
        return account.pk if account is not None else None


def _key(key: str) -> str:
    if not key or not key.isprintable() or len(key) > LONGEST_KEY:
        raise UnreadableError(f"A key must have 1 to {LONGEST_KEY} printable characters; this one has {len(key)}.")
    return key


def _one_of(kinds: type[Outcome.Kind] | type[Verification.Kind] | type[Reversal.Kind], kind: str) -> str:
    if kind not in kinds.values:
        raise UnreadableError(f"“{kind[:40]}” is none of {', '.join(kinds.values)}.")
    return kind


def _moment(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise UnreadableError("A time has no zone.")
    return at.astimezone(UTC)


def _count(number: int | None) -> int | None:
    return None if number is None else min(max(number, 0), _LARGEST)


def _address(url: str) -> str:
    """Empty where it is none: a link is a help and no fact."""
    try:
        _is_web_address(url)
    except ValidationError:
        return ""
    return url if len(url) <= 500 else ""
