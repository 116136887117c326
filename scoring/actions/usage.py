"""What admins do about usage: tokens for collectors, and whose account it is."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit, machine_tokens
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.models import Person
from scoring.models import UsageAccount, UsageToken
from scoring.usage.batch_jobs import take_out

PREFIX = "plaudit_usage_"


@transaction.atomic
def create_token(*, by: By, name: str, days: int) -> tuple[UsageToken, str]:
    """A token for one collector; the second value is its secret, which is shown once and not kept."""
    _require_admin(by)
    unnamed = _("Give a name of at most 60 characters, such as the collector's host.")
    token, secret = machine_tokens.make_one(UsageToken, name=name, days=days, prefix=PREFIX, unnamed=unnamed)
    _record(by, "usage_token.create", "usagetoken", token.name, {"expires_at": token.expires_at})
    return token, secret


@transaction.atomic
def end_token(*, by: By, token: UsageToken) -> UsageToken:
    """From now on it opens nothing. Ending it again changes nothing."""
    _require_admin(by)
    token, ended = machine_tokens.end_one(token)
    if ended:
        _record(by, "usage_token.end", "usagetoken", token.name, {})
    return token


@transaction.atomic
def assign_account(*, by: By, account: UsageAccount, person: Person) -> UsageAccount:
    """The account is this person's: all that was kept under it counts from now on."""
    _require_admin(by)
    touched = {person.pk} | ({account.person_id} if account.person_id else set())
    account.person = person
    account.save(update_fields=["person"])
    take_out({person.pk})
    # The account's name may be a private address: its number says enough.
    announce(
        account, by=by, verb="usage_account.assign", key=account.pk, data={"person": person.key}, person_ids=touched
    )  # fmt: skip
    return account


def _require_admin(by: By) -> None:
    if not isinstance(by, System) and not permissions.is_admin(by):
        raise PermissionDenied(_("Only program admins decide what may deliver usage."))


def _record(by: By, verb: str, kind: str, key: str, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind=kind, object_key=key, data=data)
