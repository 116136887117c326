"""What every page knows without asking."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from recognition import permissions
from recognition.models import User


def site(request: HttpRequest) -> dict[str, object]:
    # django-csp offers the nonce as CSP_NONCE; django-htmx's script tag reads `csp_nonce`.
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo_login": settings.DEMO_LOGIN,
        # Asked only where the navigation is drawn: fragments and bare pages pay no query.
        "may_open_panel": SimpleLazyObject(lambda: _may_open_panel(request)),
    }


def _may_open_panel(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    person = user.person if isinstance(user, User) else None
    return person is not None and permissions.may_open_panel(person)
