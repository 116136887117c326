"""What every page knows without asking."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    # django-csp offers the nonce as CSP_NONCE; django-htmx's script tag reads `csp_nonce`.
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "demo_login": settings.DEMO_LOGIN,
    }
