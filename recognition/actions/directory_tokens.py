"""Tokens with which the company's directory tells of people: make one, end one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit, machine_tokens
from recognition.actions.actors import By, System
from recognition.actions.refusals import require
from recognition.models import DirectoryToken

PREFIX = "plaudit_scim_"


@transaction.atomic
def make(*, by: By, name: str, days: int) -> tuple[DirectoryToken, str]:
    """A token for one directory; the second value is its secret, which is shown once and not kept."""
    _require_admin(by)
    unnamed = _("Give a name of at most %(most)d characters, such as okta-2027.")
    token, secret = machine_tokens.make_one(DirectoryToken, name=name, days=days, prefix=PREFIX, unnamed=unnamed)
    _record(by, "directory_token.make", token, {"expires_at": token.expires_at})
    return token, secret


@transaction.atomic
def end(*, by: By, token: DirectoryToken) -> DirectoryToken:
    """From now on it opens nothing. Ending it again changes nothing."""
    _require_admin(by)
    token, ended = machine_tokens.end_one(token)
    if ended:
        _record(by, "directory_token.end", token, {})
    return token


def _require_admin(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_people(by)
    require(allowed, _("Only program admins decide what may tell of people."))


def _record(by: By, verb: str, token: DirectoryToken, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="directorytoken", object_key=token.name, data=data)
