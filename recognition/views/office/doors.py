"""Who comes in: admins to work, auditors to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.models import Person
from recognition.views.who import PersonRequest, for_people

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def for_office(view: View[P]) -> Callable[..., HttpResponse]:
    """To read: admins and auditors."""
    return _guarded(view, permissions.may_open_office, _reader)


def for_admins(view: View[P]) -> Callable[..., HttpResponse]:
    """To change something. The actions ask again."""
    return _guarded(view, permissions.is_admin, _admin)


def _guarded(
    view: View[P], allows: Callable[[Person], bool], refusal: Callable[[], str]
) -> Callable[..., HttpResponse]:
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not allows(request.person):
            raise PermissionDenied(refusal())
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return for_people(guarded)


def _reader() -> str:
    return _("The office is for program admins and auditors.")


def _admin() -> str:
    return _("Only program admins can do this.")
