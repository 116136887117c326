"""What the environment says of the sign-in is whole, or the start says what is missing."""

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
