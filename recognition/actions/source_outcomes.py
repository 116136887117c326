"""What sources add to an outcome after it was reported: people and fields known later, confirmations, reversals.

Every function sets what shall stand and says whether that changed anything: the same again changes nothing, and writes
no audit entry. Only the system calls them: which facts lead to it is decided in recognition/deliveries/settling.py.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from recognition.actions import notifications
from recognition.actions.actors import System
from recognition.actions.announce import announce
from recognition.actions.circumstances import moment, team_id_on
from recognition.actions.outcomes import Details, credit, people_of, tell_about
from recognition.models import Outcome, Person, Reversal, Verification

# What may be filled in later.
FILLED = ("authored_at", "area", "lines_added", "lines_deleted", "files", "merged_by", "title", "url")


@transaction.atomic
def join(*, by: System, outcome: Outcome, authors: Sequence[Person], co_authors: Sequence[Person]) -> bool:
    """Those of them who do not share in it yet do so from now on: their account found its person later.

    A co-author can turn out to be an author; nobody leaves.
    """
    known = dict(outcome.contributions.values_list("person_id", "is_author"))
    new_authors = [person for person in authors if person.pk not in known]
    new_others = [person for person in co_authors if person.pk not in known]
    authors_after_all = [person for person in authors if not known.get(person.pk, True)]
    new = [*new_authors, *new_others, *authors_after_all]
    if not new:
        return False
    credit(outcome, new_authors, new_others)
    if authors_after_all:
        outcome.contributions.filter(person__in=authors_after_all).update(is_author=True)
    _say(outcome, by, "outcome.join", {"people": [person.key for person in new]}, {person.pk for person in new})
    return True


@transaction.atomic
def fill(*, by: System, outcome: Outcome, details: Details) -> bool:
    """Fields that nobody knew until now. What is known stays; only a root can be found to be another one's."""
    changed: dict[str, Any] = {}
    for name in FILLED:
        value = details.get(name)
        if value not in (None, "") and getattr(outcome, name) in (None, ""):
            changed[name] = value
    if details.get("root") and outcome.root != details["root"]:
        changed["root"] = details["root"]
    if not changed:
        return False
    _say(outcome, by, "outcome.fill", _set(outcome, changed))
    return True


@transaction.atomic
def retell(*, by: System, outcome: Outcome, kind: str, at: datetime, details: Details) -> bool:
    """What was told of the earliest moment stands: time, kind and fields, whichever telling arrived first.

    An outcome that is known from before that moment, from an import, keeps what it has and is filled in.
    """
    at = moment(at)
    if outcome.at < at:
        return fill(by=by, outcome=outcome, details=details)
    told: dict[str, Any] = {"kind": kind, "at": at}
    told |= {name: value for name, value in details.items() if value not in (None, "")}
    changed = {name: value for name, value in told.items() if getattr(outcome, name) != value}
    if not changed:
        return False
    data = _set(outcome, changed)
    if not {"kind", "at"} & set(changed):
        _say(outcome, by, "outcome.fill", data)
        return True
    for part in outcome.contributions.select_related("person"):
        part.team_id = team_id_on(part.person, at.date())
        part.save(update_fields=["team"])
    _say(outcome, by, "outcome.redate", data, set(outcome.verifications.values_list("verifier_id", flat=True)))
    return True


def _set(outcome: Outcome, changed: dict[str, Any]) -> dict[str, object]:
    """The fields, checked and saved; gives them as the audit keeps them."""
    for name, value in changed.items():
        setattr(outcome, name, value)
    outcome.clean_fields(exclude={"merged_by", "claimed_by"})
    outcome.save(update_fields=sorted(changed))
    return {name: value.key if isinstance(value, Person) else value for name, value in changed.items()}


@transaction.atomic
def vouch(
    *, by: System, outcome: Outcome, verifier: Person, kind: str, at: datetime, withdrawn_at: datetime | None
) -> bool:
    """Somebody confirmed it at the source, and perhaps took it back there; of an earlier word the time is kept.

    A word from before the outcome counts from the outcome on. One by an author is kept and counts nothing.
    """
    at = max(moment(at), outcome.at)
    ended = None if withdrawn_at is None else max(moment(withdrawn_at), at)
    known = Verification.objects.filter(outcome=outcome, verifier=verifier, kind=kind).first()
    if known is not None and (known.at, known.withdrawn_at) == (at, ended):
        return False
    verification = known or Verification(outcome=outcome, verifier=verifier, kind=kind)
    verification.at, verification.withdrawn_at = at, ended
    verification.verifier_team_id = team_id_on(verifier, at.date())
    verification.clean_fields(exclude={"outcome", "verifier", "verifier_team"})
    verification.save()
    if known is None and ended is None and notifications.is_news(at):
        tell_about(people_of(outcome) - {verifier.pk}, "outcome_verified", outcome, by=verifier)
    verb = "outcome.pass_on_verification" if ended is None else "outcome.pass_on_withdrawal"
    data = {"verifier": verifier.key, "kind": kind, "at": at, "withdrawn_at": ended}
    _say(outcome, by, verb, data, {verifier.pk})
    return True


@transaction.atomic
def redate(*, by: System, reversal: Reversal, kind: str, at: datetime, reason: str, by_outcome: Outcome | None) -> bool:
    """The source told of an earlier reversal of it, or what took it back is known now."""
    told = (kind, at, reason, by_outcome.pk if by_outcome else None)
    if (reversal.kind, reversal.at, reversal.reason, reversal.by_outcome_id) == told:
        return False
    reversal.kind, reversal.at, reversal.reason, reversal.by_outcome = kind, moment(at), reason, by_outcome
    reversal.clean_fields(exclude={"outcome", "by_outcome"})
    reversal.save()
    outcome = reversal.outcome
    data = {"kind": kind, "at": at, "reason": reason, "by_outcome": by_outcome.key if by_outcome else None}
    verifiers = set(outcome.verifications.values_list("verifier_id", flat=True))
    _say(outcome, by, "outcome.redate_reversal", data, verifiers)
    return True


def _say(outcome: Outcome, by: System, verb: str, data: dict[str, object], people: set[int] | None = None) -> None:
    touched = people_of(outcome) | (people or set())
    announce(outcome, by=by, verb=verb, key=f"{outcome.source}:{outcome.key}", data=data, person_ids=touched)
