"""How often the API may be asked.

Counted in the cache, which all web processes share where there is a broker: a limit against accidents and guessing,
not an exact quota.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # REST framework reads this module while it loads its own views
    from rest_framework.views import APIView

READS = ("GET", "HEAD", "OPTIONS")


class Counted(UserRateThrottle):
    """Leaves on the request what is left, for the headers `RateLimit-Policy` and `RateLimit` of the answer."""

    num_requests: int
    duration: int

    def allow_request(self, request: Request, view: APIView) -> bool:
        allowed: bool = super().allow_request(request, view)
        history: list[float] = getattr(self, "history", [])
        left = max(self.num_requests - len(history), 0)
        begins_anew = int(self.duration - (self.now - history[-1])) + 1 if history else int(self.duration)
        request.rate_limit = {  # type: ignore[attr-defined]  # read by `recognition.api.doors`
            "RateLimit-Policy": f'"{self.scope}";q={self.num_requests};w={int(self.duration)}',
            "RateLimit": f'"{self.scope}";r={left};t={begins_anew}',
        }
        return allowed


class Reads(Counted):
    """Of one program: a token, or whoever sits at the pages. A busy one does not shut out the others."""

    scope = "reads"

    def allow_request(self, request: Request, view: APIView) -> bool:
        return request.method not in READS or super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        token: Any = request.auth
        if token is None:
            return super().get_cache_key(request, view)
        return self.cache_format % {"scope": self.scope, "ident": f"token-{token.token_key}"}


class Writes(Counted):
    """Of one login, however many tokens it has: each write makes the judge work and tells a person something."""

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
        return self.cache_format % {
            "scope": "sign_in_name",
            "ident": hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest(),
        }
