"""Keeps in the audit who set up and took away second factors; listens to allauth."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.http import HttpRequest

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.entrance.ways import SECOND
from recognition.models import User


@receiver(authenticator_added, dispatch_uid="audit_factor_added")
def added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("login.add_factor", user, authenticator)


@receiver(authenticator_removed, dispatch_uid="audit_factor_removed")
def removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if not Authenticator.objects.filter(user=user).exists():
        request.session[SECOND] = False
    _record("login.remove_factor", user, authenticator)


@receiver(authenticator_reset, dispatch_uid="audit_factor_reset")
def reset(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("login.renew_codes", user, authenticator)


def _record(verb: str, user: User, authenticator: Authenticator) -> None:
    person = user.person
    kind, key = ("person", person.key) if person is not None else ("login", user.username)
    audit.record(by=person or System("login"), verb=verb, object_kind=kind, object_key=key,
                 data={"factor": authenticator.type})  # fmt: skip
