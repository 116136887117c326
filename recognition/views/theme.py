"""Light, dark, or as the system says: kept in a cookie, so that the first paint is right without a script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("system", "light", "dark")
COOKIE = "theme"


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    response = back_to(request)
    if chosen in ("light", "dark"):
        response.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", secure=request.is_secure())
    elif chosen in THEMES:
        response.delete_cookie(COOKIE)
    return response


def back_to(request: HttpRequest, otherwise: str = "recognition:home") -> HttpResponse:
    """To the page that the form stood on (`next`); only to this site."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else otherwise)
