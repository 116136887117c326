"""Tokens with which one machine opens one door: made with an end and shown once, then ended.

Who may, and what is written into the audit log, is for the actions of each door. Two tokens may live at once, so that
one is rotated without a gap: make the next, hand it over, end the old one.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal, require_plain
from recognition.models.machine_tokens import MachineToken

MOST_DAYS = 366
LONGEST_NAME = 60

Token = TypeVar("Token", bound=MachineToken)


def digest_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_one(kind: type[Token], *, name: str, days: int, prefix: str, unnamed: str) -> tuple[Token, str]:
    """A token and its secret, which is shown once and not kept.

    `prefix`: of the secret, by which scanners find one that leaked. `unnamed`: what to say of a name that is none;
    it may hold %(most)d.
    """
    name = name.strip()
    require_plain(name, field="name")
    if not 0 < len(name) <= LONGEST_NAME:
        raise refusal(unnamed, code="name", field="name", most=LONGEST_NAME)
    if not 0 < days <= MOST_DAYS:
        raise refusal(_("A token lives for 1 to %(most)d days."), code="days", field="days", most=MOST_DAYS)
    if kind._default_manager.filter(name=name).exists():
        raise refusal(_("There is a token of this name: take another."), code="taken", field="name")
    secret = prefix + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    return kind._default_manager.create(name=name, digest=digest_of(secret), expires_at=expires), secret


def end_one(token: Token) -> tuple[Token, bool]:
    """The token, which opens nothing from now on, and whether it did until now. Call it inside a transaction."""
    token = type(token)._default_manager.select_for_update().get(pk=token.pk)
    if token.ended_at is not None:
        return token, False
    token.ended_at = timezone.now()
    token.save(update_fields=["ended_at"])
    return token, True
