"""The language of the pages: in a cookie for strangers, and with the person for who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from recognition.actions import preferences
from recognition.models import User
from recognition.views.theme import back_to

A_YEAR = 31_536_000  # seconds


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """What is not offered changes nothing."""
    chosen = request.POST.get("language", "")
    response = back_to(request)
    if chosen not in dict(settings.LANGUAGES):
        return response
    if isinstance(request.user, User) and request.user.person is not None and request.user.person.is_active:
        preferences.choose_language(by=request.user.person, language=chosen)
    keep_language(request, response, chosen)
    return response


def keep_language(request: HttpRequest, response: HttpResponse, chosen: str) -> None:
    """In the cookie, so that the sign-in page speaks it too; an empty choice leaves it to the browser."""
    if chosen:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
