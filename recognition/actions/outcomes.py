"""Outcomes: report by a source, claim by a person, verify, reverse."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import notifications
from recognition.actions.actors import By, System, person_or_none, require_person
from recognition.actions.announce import announce
from recognition.actions.circumstances import moment, takes_part_on, team_id_on
from recognition.actions.refusals import refusal, require, require_plain
from recognition.models import Contribution, Notification, Outcome, Person, Reversal, Verification

CLAIMS = "claim"  # the source of what people reported themselves
MOST_CO_AUTHORS = 10  # of a claim


class Details(TypedDict, total=False):
    """What a source may know beside the necessary."""

    authored_at: datetime | None
    root: str
    area: str
    lines_added: int | None
    lines_deleted: int | None
    files: int | None
    merged_by: Person | None
    ai_assisted: bool
    title: str
    url: str


@transaction.atomic
def report(
    *,
    by: By,
    source: str,
    key: str,
    kind: str,
    at: datetime,
    authors: Sequence[Person],
    co_authors: Sequence[Person] = (),
    **details: Unpack[Details],
) -> Outcome:
    """A source says that something happened. The same report again changes nothing and gives the same outcome."""
    allowed = isinstance(by, System) or permissions.is_admin(by)
    require(allowed, _("Only a source or a program admin can report outcomes of others; claim your own."))
    if source == CLAIMS:
        raise refusal(_("“claim” is not the name of a source."), code="source", field="source")
    if not authors:
        raise refusal(_("An outcome needs at least one author."), code="no_author", field="authors")
    outcome = Outcome(source=source, key=key, kind=kind, at=moment(at), **details)
    outcome.clean_fields(exclude={"merged_by", "claimed_by"})
    for name in ("source", "key", "root"):
        require_plain(getattr(outcome, name), field=name)
    known = Outcome.objects.filter(source=source, key=key).first()
    if known is not None:
        return _same_or_refuse(known, outcome, authors, co_authors)
    outcome.save(force_insert=True)
    credit(outcome, authors, co_authors)
    announce(
        outcome, by=by, verb="outcome.report", key=f"{source}:{key}",
        data={"kind": kind, "at": outcome.at, "people": [person.key for person in (*authors, *co_authors)]},
        person_ids={person.pk for person in (*authors, *co_authors)},
    )  # fmt: skip
    return outcome


@transaction.atomic
def claim(
    *,
    by: By,
    kind: str,
    title: str,
    url: str = "",
    at: datetime | None = None,
    area: str = "",
    co_authors: Sequence[Person] = (),
) -> Outcome:
    """A person reports an own outcome, alone or with others. Nothing vouches for it until somebody else verifies it."""
    person = require_person(by)
    when = moment(at)
    require(takes_part_on(person, when.date()), _("Only people who work here can report outcomes."))
    if kind == Outcome.Kind.CHANGE_REVERTED:
        raise refusal(_("Choose what you achieved."), code="kind", field="kind")
    outcome = Outcome(
        source=CLAIMS, key=secrets.token_hex(8), kind=kind, at=when, title=title.strip(), url=url.strip(),
        area=area.strip(), root=_root_of_link(url.strip()), claimed_by=person,
    )  # fmt: skip
    outcome.clean_fields(exclude={"merged_by", "claimed_by"})
    if len(outcome.title) < 10:
        raise refusal(_("Say in a few words what you achieved."), code="too_short", field="title")
    _check_link(outcome)
    _check_co_authors(person, co_authors, when)
    outcome.save(force_insert=True)
    credit(outcome, [person], co_authors)
    announce(
        outcome, by=by, verb="outcome.claim", key=f"{CLAIMS}:{outcome.key}",
        person_ids={person.pk, *(other.pk for other in co_authors)},
        data={
            "kind": kind, "title": outcome.title, "url": outcome.url, "at": when, "area": outcome.area,
            "co_authors": [other.key for other in co_authors],
        },
    )  # fmt: skip
    return outcome


@transaction.atomic
def verify(
    *, by: By, outcome: Outcome, kind: str = Verification.Kind.REVIEWED, note: str = "", at: datetime | None = None
) -> Verification:
    """An independent person confirms it. Someone who also nominated may: what it is worth, the judge decides."""
    person = require_person(by)
    when = moment(at)
    require_independent(person, outcome, when)
    verification = Verification(
        outcome=outcome, verifier=person, kind=kind, at=when, note=note.strip(),
        verifier_team_id=team_id_on(person, when.date()),
    )  # fmt: skip
    verification.clean_fields(exclude={"outcome", "verifier", "verifier_team"})
    try:
        with transaction.atomic():
            verification.save(force_insert=True)
    except IntegrityError as conflict:
        raise refusal(_("You already confirmed this outcome."), code="already_verified") from conflict
    people = people_of(outcome)
    if notifications.is_news(when):
        tell_about(people, "outcome_verified", outcome, by=person)
    announce(
        verification, by=by, verb="outcome.verify", key=f"{outcome.source}:{outcome.key}",
        data={"kind": kind, "at": when}, person_ids={person.pk, *people},
    )  # fmt: skip
    return verification


@transaction.atomic
def reverse(
    *,
    by: By,
    outcome: Outcome,
    kind: str = Reversal.Kind.REVERTED,
    reason: str = "",
    at: datetime | None = None,
    by_outcome: Outcome | None = None,
) -> Reversal:
    """The outcome did not hold: its credit ends at `at`. History keeps it."""
    if isinstance(by, Person):
        message = _("Only verifiers, reviewers and admins who had no part in it, or its only author, can do this.")
        require(permissions.may_reverse(by, outcome), message)
    when = moment(at)
    if when < outcome.at:
        raise refusal(_("It cannot be taken back before it happened."), code="too_early", field="at")
    if by_outcome is not None and by_outcome.pk == outcome.pk:
        raise refusal(_("An outcome cannot take itself back."), code="itself", field="by_outcome")
    reversal = Reversal(outcome=outcome, kind=kind, at=when, by_outcome=by_outcome, reason=reason.strip())
    reversal.clean_fields(exclude={"outcome", "by_outcome"})
    try:
        with transaction.atomic():
            reversal.save(force_insert=True)
    except IntegrityError as conflict:
        raise refusal(_("This outcome was already taken back."), code="already_reversed") from conflict
    people = people_of(outcome)
    if notifications.is_news(when):
        tell_about(people, "outcome_reversed", outcome, by=person_or_none(by))
    announce(
        reversal, by=by, verb="outcome.reverse", key=f"{outcome.source}:{outcome.key}",
        data={
            "kind": kind, "at": when, "reason": reversal.reason,
            "by_outcome": by_outcome.key if by_outcome else None,
        },
        person_ids=people | set(outcome.verifications.values_list("verifier_id", flat=True)),
    )  # fmt: skip
    return reversal


def require_independent(person: Person, outcome: Outcome, when: datetime) -> None:
    """Who confirms an outcome had no part in it, and it holds.

    Raises:
        PermissionDenied: they do not work here.
        ValidationError: with the code claimant, author, too_early or reversed.
    """
    require(takes_part_on(person, when.date()), _("Only people who work here can confirm outcomes."))
    if outcome.claimed_by_id == person.pk:
        raise refusal(_("You reported this outcome: somebody else must confirm it."), code="claimant")
    part = outcome.contributions.filter(person=person).first()
    if part is not None:
        own = _("You are the author of this outcome: somebody else must confirm it.")
        shared = _("You are a co-author of this outcome: somebody else must confirm it.")
        raise refusal(own if part.is_author else shared, code="author")
    if when < outcome.at:
        raise refusal(_("It cannot be confirmed before it happened."), code="too_early", field="at")
    if Reversal.objects.filter(outcome=outcome, at__lte=when).exists():
        raise refusal(_("It was taken back: there is nothing left to confirm."), code="reversed")


def _check_link(outcome: Outcome) -> None:
    if outcome.url and not outcome.url.lower().startswith(("https://", "http://")):
        raise refusal(_("Give a web address that begins with https://."), code="url", field="url")
    mine = Outcome.objects.filter(source=CLAIMS, claimed_by_id=outcome.claimed_by_id)
    if outcome.url and mine.filter(url=outcome.url, kind=outcome.kind).exists():
        raise refusal(_("You already reported this one."), code="already_claimed", field="url")


def _check_co_authors(person: Person, co_authors: Sequence[Person], when: datetime) -> None:
    if len(co_authors) > MOST_CO_AUTHORS:
        message = _("Name at most %(most)d people: those who did it with you.")
        raise refusal(message, code="too_many", field="co_authors", most=MOST_CO_AUTHORS)
    for other in co_authors:
        if other.pk == person.pk:
            raise refusal(_("You are its author already: name others only."), code="oneself", field="co_authors")
        if not takes_part_on(other, when.date()):
            message = _("%(name)s cannot share in it: name people who work here.")
            raise refusal(message, code="left", field="co_authors", name=other.display_name)


def _root_of_link(url: str) -> str:
    """Claims with one link are one work item, and are credited together."""
    return "link:" + hashlib.sha256(url.encode()).hexdigest()[:32] if url else ""


def credit(outcome: Outcome, authors: Sequence[Person], co_authors: Sequence[Person]) -> None:
    day = outcome.at.date()
    roles = dict.fromkeys(co_authors, False) | dict.fromkeys(authors, True)
    Contribution.objects.bulk_create(
        Contribution(outcome=outcome, person=person, is_author=is_author, team_id=team_id_on(person, day))
        for person, is_author in roles.items()
    )


def tell_about(people: set[int], kind: str, outcome: Outcome, *, by: Person | None) -> None:
    """Who shares in it. The title is kept with the message: it names work and nobody."""
    key, title = f"{outcome.source}:{outcome.key}"[:200], str(outcome)
    notifications.tell(
        Notification(person_id=person, kind=kind, by=by, subject=key, data={"title": title})
        for person in sorted(people)
    )


def people_of(outcome: Outcome) -> set[int]:
    return set(outcome.contributions.values_list("person_id", flat=True))


def _same_or_refuse(known: Outcome, told: Outcome, authors: Sequence[Person], co_authors: Sequence[Person]) -> Outcome:
    if (
        (known.kind, known.at) == (told.kind, told.at)
        and people_of(known) == {person.pk for person in (*authors, *co_authors)}
    ):  # fmt: skip
        return known
    raise ValidationError(
        _("%(source)s already reported “%(key)s” with another kind, time or people."),
        code="other_content",
        params={"source": told.source, "key": told.key},
    )
