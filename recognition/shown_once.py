"""A secret that was just made, until the next page shows it: once.

The request that makes one ends in a redirect, so that loading the page anew makes no second one and a secret never
stands in an answer to a POST. Meanwhile it waits in the session of who made it, sealed.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from recognition.sealed import BrokenSealError, seal, unseal

KEPT_AT = "shown_once"
# Whoever does not come back within these seconds makes another.
WAITS_FOR = 600


def keep(request: HttpRequest, place: str, secret: str) -> None:
    """For the next page of this `place`. One a place; those of which nobody came for go."""
    now = timezone.now().timestamp()
    waiting = {name: kept for name, kept in _waiting(request).items() if now - kept["at"] <= WAITS_FOR}
    waiting[place] = {"at": now, "sealed": seal(secret, KEPT_AT)}
    request.session[KEPT_AT] = waiting


def take(request: HttpRequest, place: str) -> str:
    """The secret, which is gone then; nothing where none waits, it waited too long or nobody would see it."""
    waiting = _waiting(request)
    if request.method != "GET" or place not in waiting:
        return ""
    kept = waiting.pop(place)
    request.session[KEPT_AT] = waiting
    if timezone.now().timestamp() - kept["at"] > WAITS_FOR:
        return ""
    try:
        return unseal(kept["sealed"], KEPT_AT)
    except BrokenSealError:  # SECRET_KEY was changed in these minutes: it is as lost as one that waited too long
        return ""


def _waiting(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(KEPT_AT, {}))
