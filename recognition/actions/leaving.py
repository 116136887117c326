"""The login of somebody who left: shut at once, wherever they are signed in, and open again when they come back."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, System
from recognition.actions.refusals import require
from recognition.models import Person, User, UserSession


@transaction.atomic
def shut_out(*, by: By, person: Person) -> None:
    """Their sessions and tokens end, and the login opens nothing. Without a login nothing happens."""
    user = _login(by, person)
    if user is None:
        return
    sessions = list(UserSession.objects.filter(user=user))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in sessions:
        store(session.session_key).delete()
        session.delete()
    tokens, _kinds = AuthToken.objects.filter(user=user).delete()
    was_open, user.is_active = user.is_active, False
    user.save(update_fields=["is_active"])
    if was_open or sessions or tokens:
        _record(by, "login.shut", person, {"sessions": len(sessions), "login": user.username})


@transaction.atomic
def let_in(*, by: By, person: Person) -> None:
    """They may sign in again, with the same login."""
    user = _login(by, person)
    if user is not None and not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        _record(by, "login.open", person, {"login": user.username})


def _login(by: By, person: Person) -> User | None:
    allowed = isinstance(by, System) or permissions.may_link_login(by, person)
    require(allowed, _("Only program admins shut and open logins, and nobody their own."))
    return User.objects.select_for_update(of=("self",)).filter(person=person).first()


def _record(by: By, verb: str, person: Person, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="person", object_key=person.key, data=data)
