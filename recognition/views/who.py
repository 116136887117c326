"""Who is looking: every page needs a person behind the login."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from recognition.models import Person, Role, User
from recognition.permissions import roles_of, takes_part

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of a person of the directory; `for_people` sees to it."""

    person: Person
    htmx: HtmxDetails


def for_people(view: Callable[Concatenate[PersonRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who is signed in, stands in the directory and works here; others go to the sign-in, or get a reason."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.person = _person_of(request)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def roles_of_reader(request: HttpRequest) -> frozenset[Role]:
    """What the one who looks may be asked to do: it comes with the login, else one statement."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.person is None or not takes_part(user.person):
        return frozenset()
    return roles_of(user.person) if user.roles_on_entry is None else user.roles_on_entry


def _person_of(request: HttpRequest) -> Person:
    user = request.user
    person = user.person if isinstance(user, User) else None
    if person is None:
        raise PermissionDenied(
            _("This login belongs to nobody in the directory. Ask an administrator to link it to your entry.")
        )
    if not person.is_active:
        raise PermissionDenied(_("This login belongs to somebody who no longer works here."))
    return person
