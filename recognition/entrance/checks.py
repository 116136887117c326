"""What the environment says of the way in is whole, or the start says what is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def sign_in_is_whole(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(problem, hint="See docs/sign-in.md.", id="plaudit.E001") for problem in settings.SIGN_IN.problems
    ]
    if settings.SIGN_IN.role_groups and not (settings.SIGN_IN.openid or settings.SIGN_IN.saml):
        found.append(
            Warning(
                "ROLE_GROUPS has no effect: roles follow groups at the company's sign-in, and none is configured.",
                hint="See docs/sign-in.md.",
                id="plaudit.W001",
            )
        )
    return found


@register()
def the_site_answers_to_a_name(**_: Any) -> list[CheckMessage]:
    """Otherwise every page would be refused, and only the log would say why."""
    if settings.DEBUG or settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS is not set: name the hosts that people write, as plaudit.example, with commas between.",
            hint="See docs/operations.md.",
            id="plaudit.E002",
        )
    ]
