"""What admins do about usage: tokens for collectors, and whose account it is."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, System
from recognition.models import Person
from recognition.plain_text import check_plain_text
from recognition.signals import facts_changed
from scoring.models import UsageAccount, UsageToken
from scoring.usage.batch_jobs import take_out

MOST_TOKEN_DAYS = 366
PREFIX = "plaudit_usage_"  # scanners for leaked secrets find it by this


def digest_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_token(*, by: By, name: str, days: int) -> tuple[UsageToken, str]:
    """A token for one collector; the second value is its secret, which is shown once and not kept."""
    _require_admin(by)
    check_plain_text(name)
    if not 0 < len(name) <= 60:
        raise ValidationError({"name": _("Give a name of at most 60 characters, such as the collector's host.")})
    if not 0 < days <= MOST_TOKEN_DAYS:
        raise ValidationError({"days": _("A token lives for 1 to %(most)d days.") % {"most": MOST_TOKEN_DAYS}})
    if UsageToken.objects.filter(name=name).exists():
        raise ValidationError({"name": _("There is a token of this name: take another.")}, code="taken")
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    token = UsageToken.objects.create(name=name, digest=digest_of(secret), expires_at=expires)
    _record(by, "usage_token.create", "usagetoken", name, {"expires_at": expires})
    return token, secret


@transaction.atomic
def end_token(*, by: By, token: UsageToken, at: datetime | None = None) -> UsageToken:
    """From now on it opens nothing. Ending it again changes nothing."""
    _require_admin(by)
    if token.ended_at is None:
        token.ended_at = at or timezone.now()
        token.save(update_fields=["ended_at"])
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
    facts_changed.send(sender=UsageAccount, person_ids=touched, reason="usage.account")
    # The account's name may be a private address: its number says enough.
    _record(by, "usage_account.assign", "usageaccount", str(account.pk), {"person": person.key})
    return account


def _require_admin(by: By) -> None:
    if not isinstance(by, System) and not permissions.is_admin(by):
        raise PermissionDenied(_("Only program admins decide what may deliver usage."))


def _record(by: By, verb: str, kind: str, key: str, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind=kind, object_key=key, data=data)
