"""The ways in, and which one a session came by. Kept in the session, so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recognition.models import User

# Their places in the session.
WAY = "way"
SECOND = "second_factor"  # true once a code or a passkey was shown, or one was set up here


class Way(models.TextChoices):
    """Not to be changed: sessions and the audit keep these words."""

    OPENID = "openid", _("with the company account")
    SAML = "saml", _("with the company account (SAML)")
    PASSKEY = "passkey", _("with a passkey")
    PASSWORD = "password", _("with a password")
    TWO_STEPS = "two_steps", _("with a password and a second step")
    TRIAL = "trial", _("by one click, in a trial")
    UNKNOWN = "", _("in a way that was not kept")


def come_by(request: HttpRequest, user: User, method: str, **more: Any) -> None:
    """Note how somebody proves who they are, before they are signed in. A fresh proof also counts for changes."""
    record_authentication(request, user, method, reauthenticated=True, **more)


def way_of(request: HttpRequest, user: User) -> Way:
    return from_records(get_authentication_records(request, user))


def from_records(records: Sequence[Mapping[str, Any]]) -> Way:
    """The last proof counts, and what stood before it makes it one of two steps."""
    if not records:
        return Way.UNKNOWN
    last = records[-1]
    method = last.get("method")
    if method == "socialaccount":
        return Way.SAML if last.get("provider") == "saml" else Way.OPENID
    if method == "mfa":
        if last.get("passwordless"):
            return Way.PASSKEY
        return _with_a_second_step(records[:-1])
    return {"password": Way.PASSWORD, "trial": Way.TRIAL}.get(str(method), Way.UNKNOWN)


def _with_a_second_step(before: Sequence[Mapping[str, Any]]) -> Way:
    first = from_records(before)
    return Way.TWO_STEPS if first in (Way.PASSWORD, Way.TWO_STEPS) else first
