"""What every page knows without asking."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from recognition import permissions
from recognition.models import Person, User
from scoring.permissions import may_see_cases, may_see_drills


def site(request: HttpRequest) -> dict[str, object]:
    # django-csp offers the nonce as CSP_NONCE; django-htmx's script tag reads `csp_nonce`.
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo_login": settings.DEMO_LOGIN,
        # Asked only where the navigation is drawn: fragments and bare pages pay no query.
        "may_open_panel": SimpleLazyObject(lambda: _may(request, permissions.may_open_panel)),
        "may_see_cases": SimpleLazyObject(lambda: _may(request, may_see_cases)),
        "may_see_drills": SimpleLazyObject(lambda: _may(request, may_see_drills)),
    }


def _may(request: HttpRequest, allows: Callable[[Person], bool]) -> bool:
    user = getattr(request, "user", None)
    person = user.person if isinstance(user, User) else None
    return person is not None and allows(person)
