"""How often the API may be asked.

Counted in the cache of each web process: a limit against accidents and guessing, not an exact quota.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # REST framework reads this module while it loads its own views
    from rest_framework.views import APIView

READS = ("GET", "HEAD", "OPTIONS")


class Reads(UserRateThrottle):
    scope = "reads"

    def allow_request(self, request: Request, view: APIView) -> bool:
        return request.method not in READS or super().allow_request(request, view)


class Writes(UserRateThrottle):
    """Each write makes the judge work and tells a person something."""

    scope = "writes"

    def allow_request(self, request: Request, view: APIView) -> bool:
        return request.method in READS or super().allow_request(request, view)


class SignInByAddress(AnonRateThrottle):
    scope = "sign_in"


class SignInByName(SimpleRateThrottle):
    """Against guessing one login's password from many addresses."""

    scope = "sign_in"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if request.method in READS:
            return None
        name = request.data.get("username") if isinstance(request.data, dict) else None
        if not isinstance(name, str):
            return None
        return self.cache_format % {"scope": "sign_in_name", "ident": name.casefold()[:150].encode().hex()}
