"""Say whose account at a source it is. What was told of it then counts.

Settling and the states of deliveries lock rows; only then the audit head is taken, as everywhere.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce, at_the_end
from recognition.actions.refusals import refusal, require
from recognition.deliveries.identities import owner_of
from recognition.deliveries.locks import only_one_for
from recognition.deliveries.processing import found_their_people
from recognition.deliveries.recording import keys_of
from recognition.deliveries.settling import settle_all
from recognition.models import Person, SourceAccount

State = SourceAccount.State


@transaction.atomic
@at_the_end()
def link(*, by: By, account: SourceAccount, person: Person) -> SourceAccount:
    """It belongs to this person. What was credited to somebody stays: an account is linked once."""
    _require_admin(by)
    only_one_for(account.source)
    account.refresh_from_db()
    if account.person_id == person.pk:
        return account
    if account.person_id is not None:
        raise refusal(_("This account belongs to somebody already."), code="linked")
    _decided(account, State.KNOWN, person)
    announce(
        account, by=by, verb="source_account.link", key=_key(account), data={"person": person.key}
    )  # fmt: skip
    return account


@transaction.atomic
@at_the_end()
def recognise(*, by: System, account: SourceAccount) -> bool:
    """Its verified address is in the directory by now. False where it is not, or somebody decided meanwhile."""
    only_one_for(account.source)
    account.refresh_from_db()
    person = owner_of(account) if account.state == State.UNKNOWN else None
    if person is None:
        return False
    _decided(account, State.KNOWN, person)
    announce(account, by=by, verb="source_account.link", key=_key(account), data={"person": person.key})
    return True


@transaction.atomic
@at_the_end()
def set_aside(*, by: By, account: SourceAccount, automated: bool = False) -> SourceAccount:
    """It is nobody of ours, or a bot. Can be mended by linking it later."""
    _require_admin(by)
    only_one_for(account.source)
    account.refresh_from_db()
    state = State.AUTOMATED if automated else State.NOBODY
    if account.state == state:
        return account
    if account.person_id is not None:
        raise refusal(_("This account belongs to somebody already."), code="linked")
    _decided(account, state, None)
    announce(
        account, by=by, verb="source_account.set_aside", key=_key(account), data={"automated": automated}
    )  # fmt: skip
    return account


def _decided(account: SourceAccount, state: str, person: Person | None) -> None:
    account.state, account.person, account.decided_at = state, person, timezone.now()
    account.save(update_fields=["state", "person", "decided_at"])
    settle_all(account.source, keys_of([account.pk]))
    found_their_people(account.source)


def _key(account: SourceAccount) -> str:
    return f"{account.source}:{account.login or account.email or account.user_id}"


def _require_admin(by: By) -> None:
    require(isinstance(by, System) or permissions.is_admin(by), _("Only program admins can do this."))
