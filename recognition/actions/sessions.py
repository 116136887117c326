"""Sessions: end one's own elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from recognition.models import UserSession


@transaction.atomic
def end(*, by: By, session: UserSession) -> None:
    """Whoever sits there has to sign in again."""
    person = require_person(by)
    require(permissions.may_end_session(person, session), _("You can only end your own sessions."))
    _end([session])
    audit.record(by=by, verb="session.end", object_kind="person", object_key=person.key, data={"ended": 1})


@transaction.atomic
def end_others(*, by: By, besides: str) -> int:
    """All of the person's but the one with the key `besides`; how many were ended."""
    person = require_person(by)
    others = list(UserSession.objects.filter(user__person=person).exclude(session_key=besides))
    if not others:
        raise refusal(_("You are signed in nowhere else."), code="none")
    _end(others)
    audit.record(by=by, verb="session.end_others", object_kind="person", object_key=person.key,
                 data={"ended": len(others)})  # fmt: skip
    return len(others)


def forget(*, older_than: timedelta) -> int:
    """Entries of sessions that nobody has used for so long: they have run out."""
    return UserSession.objects.filter(seen_at__lt=timezone.now() - older_than).delete()[0]


def _end(sessions: Iterable[UserSession]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in sessions:
        store(session.session_key).delete()
        session.delete()
