"""What every page knows without asking."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from badges_site.places import DESK, EVERY_DAY, EVERYBODY, offered
from badges_site.stylesheets import linked
from recognition.models import User
from recognition.queries.notifications import unread_up_to_ten
from recognition.views.who import roles_of_reader


def site(request: HttpRequest) -> dict[str, object]:
    return {
        # django-csp offers the nonce as CSP_NONCE; django-htmx's script tag reads `csp_nonce`.
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo_login": settings.DEMO_LOGIN,
        "sign_in_help": settings.SIGN_IN.help,
        "stylesheets": linked(),
        "places": SimpleLazyObject(lambda: offered(EVERY_DAY, EVERYBODY, request)),
        # Asked only where the navigation is drawn: fragments and bare pages pay no query.
        "unread_messages": SimpleLazyObject(lambda: _unread(request)),
        "desk": SimpleLazyObject(lambda: offered(DESK, roles_of_reader(request), request)),
    }


def _unread(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    person = user.person if isinstance(user, User) else None
    return unread_up_to_ten(person) if person is not None else 0
