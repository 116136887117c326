"""Who sees and looks after webhooks over the API: as in the office, and services whose token says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from recognition import permissions, scopes
from recognition.actions.actors import By, System
from recognition.api.access import person_of
from recognition.queries.tokens import scopes_of


def require_reader(request: Request) -> None:
    """Admins, auditors and services."""
    person = person_of(request)
    if person is None:
        _service(request)
    elif not permissions.may_open_office(person):
        raise PermissionDenied(_("Webhooks are for program admins and auditors."))


def keeper(request: Request) -> By:
    """Who may change them. Asked before the body is read."""
    person = person_of(request)
    if person is None:
        return _service(request)
    if not permissions.may_manage_endpoints(person):
        raise PermissionDenied(_("Only program admins can do this."))
    return person


def _service(request: Request) -> System:
    # Asked for by name: a token of a service from before there were scopes opens nothing of this.
    if scopes.WEBHOOKS not in scopes_of(request.auth):
        raise PermissionDenied(_("A service needs a token with the scope “webhooks”."))
    return System(f"service {request.user.get_username()}")
