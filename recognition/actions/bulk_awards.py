"""Bulk awards: ask for one, approve it as the second person, decline it, take it back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition import permissions
from recognition.actions import audit
from recognition.actions.award_grants import Granted, grant_together, left_out
from recognition.actions.refusals import refusal, require, require_plain
from recognition.actions.sentences import require_sentence
from recognition.models import Badge, BulkAward, BulkAwardPerson, Person, Tier

MOST_PEOPLE = 500
LONGEST_REASON = 500
NAMED = 5  # in a refusal
State = BulkAward.State


@transaction.atomic
def ask(*, by: Person, badge: Badge, people: Sequence[Person], reason: str, tier: str = "") -> BulkAward:
    """A request for these people. Nothing is given before a second admin approves it.

    Raises:
        ValidationError: on `people`, where one of them cannot be given the badge or concerns who asks.
    """
    require(permissions.may_ask_bulk_award(by), _("Only program admins ask for bulk awards."))
    _check(badge, reason, tier)
    if not 0 < len(people) <= MOST_PEOPLE:
        raise refusal(_("Name 1 to %(most)d people."), code="people", field="people", most=MOST_PEOPLE)
    _check_concern(by, badge, people)
    out = left_out(badge, people)
    if out:
        named = [person for person in people if person.pk in out]
        raise refusal(
            ngettext(
                "%(names)s cannot be given it: take them off the list.",
                "%(names)s cannot be given it: take them off the list.",
                len(named),
            ),
            code="left_out", field="people", names=_names(named),
        )  # fmt: skip
    bulk = BulkAward.objects.create(badge=badge, tier=tier, reason=reason.strip(), asked_by=by)
    BulkAwardPerson.objects.bulk_create(BulkAwardPerson(bulk_award=bulk, person=person) for person in people)
    data = {"badge": badge.slug, "people": len(people), "tier": tier, "reason": bulk.reason}
    _record(by, "bulk_award.ask", bulk, data)
    return bulk


@transaction.atomic
def approve(*, by: Person, bulk: BulkAward) -> Granted:
    """The second person says yes: all who still can are given it, in one go, and the others are marked with why.

    Raises:
        ValidationError: somebody on the list concerns who approves; nobody is left to give it to.
    """
    bulk = _waiting(bulk)
    require(permissions.may_decide_bulk_award(by, bulk), _("A second program admin approves it, not who asked."))
    # Whoever asked may have lost the office meanwhile, or have spoken for one of them.
    require(permissions.may_ask_bulk_award(bulk.asked_by), _("Who asked for it is no program admin any more."))
    _check(bulk.badge, bulk.reason, bulk.tier)
    entries = list(bulk.entries.select_related("person"))
    people = [entry.person for entry in entries]
    _check_concern(by, bulk.badge, people)
    _check_concern(bulk.asked_by, bulk.badge, people)
    granted = grant_together(
        by=bulk.asked_by, seconded_by=by, badge=bulk.badge, people=people, reason=bulk.reason, tier=bulk.tier
    )
    if not granted.given:
        raise refusal(_("Nobody on the list can be given it any more: decline it."), code="nobody")
    for entry in entries:
        entry.left_out = granted.left_out.get(entry.person_id, "")
    BulkAwardPerson.objects.bulk_update([entry for entry in entries if entry.left_out], ["left_out"])
    _decide(bulk, by, State.GRANTED)
    _record(by, "bulk_award.approve", bulk, {"given": len(granted.given), "left_out": len(granted.left_out)})
    return granted


@transaction.atomic
def decline(*, by: Person, bulk: BulkAward, reason: str) -> BulkAward:
    """Not like this; who asked can read why."""
    bulk = _waiting(bulk)
    require(permissions.may_decide_bulk_award(by, bulk), _("A second program admin declines it, not who asked."))
    require_sentence(reason, field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise _too_long()
    bulk.ruling = reason.strip()
    _decide(bulk, by, State.DECLINED)
    _record(by, "bulk_award.decline", bulk, {"reason": bulk.ruling})
    return bulk


@transaction.atomic
def withdraw(*, by: Person, bulk: BulkAward) -> BulkAward:
    """Who asked takes it back."""
    bulk = _waiting(bulk)
    require(bulk.asked_by_id == by.pk, _("Only who asked for it takes it back."))
    _decide(bulk, by, State.WITHDRAWN)
    _record(by, "bulk_award.withdraw", bulk, {})
    return bulk


def _check(badge: Badge, reason: str, tier: str) -> None:
    if badge.state != Badge.State.LIVE:
        raise refusal(_("This badge cannot be earned now: choose a live one."), code="not_live", field="badge")
    if tier and tier not in (badge.tiers or Tier.values):
        raise refusal(_("This badge does not have this tier."), code="unknown_tier", field="tier")
    require_plain(reason, field="reason")
    require_sentence(reason, field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise _too_long()


def _too_long() -> Exception:
    return refusal(_("Use at most %(most)d characters."), code="too_long", field="reason", most=LONGEST_REASON)


def _check_concern(who: Person, badge: Badge, people: Sequence[Person]) -> None:
    concerned = permissions.concerned_in_bulk(who, badge, people)
    if concerned:
        raise refusal(
            _("%(who)s cannot decide about themselves, nor about whom they spoke for: %(names)s."),
            code="conflict", field="people", who=who.display_name, names=_names(concerned),
        )  # fmt: skip


def _names(people: Sequence[Person]) -> str:
    names = ", ".join(person.display_name for person in people[:NAMED])
    if len(people) <= NAMED:
        return names
    return _("%(names)s and %(more)d more") % {"names": names, "more": len(people) - NAMED}


def _waiting(bulk: BulkAward) -> BulkAward:
    bulk = BulkAward.objects.select_for_update(of=("self",)).select_related("badge", "asked_by").get(pk=bulk.pk)
    if bulk.state != State.WAITING:
        raise refusal(_("This request is decided already."), code="decided")
    return bulk


def _decide(bulk: BulkAward, by: Person, state: State) -> None:
    bulk.state, bulk.decided_by, bulk.decided_at = state, by, timezone.now()
    bulk.save(update_fields=["state", "decided_by", "decided_at", "ruling"])


def _record(by: Person, verb: str, bulk: BulkAward, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="bulkaward", object_key=str(bulk.pk), data=data)
