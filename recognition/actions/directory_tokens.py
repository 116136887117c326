"""Tokens with which the company's directory tells of people: make one, end one.

Two may live at once, so that one is rotated without a gap: make the next, hand it over, end the old one.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, System
from recognition.actions.refusals import refusal, require, require_plain
from recognition.models import DirectoryToken

MOST_DAYS = 366
LONGEST_NAME = 60
PREFIX = "plaudit_scim_"  # scanners for leaked secrets find it by this


def digest_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make(*, by: By, name: str, days: int) -> tuple[DirectoryToken, str]:
    """A token for one directory; the second value is its secret, which is shown once and not kept."""
    _require_admin(by)
    name = name.strip()
    require_plain(name, field="name")
    if not 0 < len(name) <= LONGEST_NAME:
        raise refusal(_("Give a name of at most %(most)d characters, such as okta-2027."), code="name", field="name",
                      most=LONGEST_NAME)  # fmt: skip
    if not 0 < days <= MOST_DAYS:
        raise refusal(_("A token lives for 1 to %(most)d days."), code="days", field="days", most=MOST_DAYS)
    if DirectoryToken.objects.filter(name=name).exists():
        raise refusal(_("There is a token of this name: take another."), code="taken", field="name")
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    token = DirectoryToken.objects.create(name=name, digest=digest_of(secret), expires_at=expires)
    _record(by, "directory_token.make", token, {"expires_at": expires})
    return token, secret


@transaction.atomic
def end(*, by: By, token: DirectoryToken) -> DirectoryToken:
    """From now on it opens nothing. Ending it again changes nothing."""
    _require_admin(by)
    token = DirectoryToken.objects.select_for_update().get(pk=token.pk)
    if token.ended_at is None:
        token.ended_at = timezone.now()
        token.save(update_fields=["ended_at"])
        _record(by, "directory_token.end", token, {})
    return token


def _require_admin(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_people(by)
    require(allowed, _("Only program admins decide what may tell of people."))


def _record(by: By, verb: str, token: DirectoryToken, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="directorytoken", object_key=token.name, data=data)
