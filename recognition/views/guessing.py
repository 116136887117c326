"""Against guessing passwords at the door: the same limits as where the API exchanges a password for a token."""

from __future__ import annotations

from math import ceil

from django.http import HttpRequest
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.views import APIView

from recognition.api.throttles import SignInByAddress, SignInByName

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def seconds_to_wait(request: HttpRequest) -> int:
    """Count this attempt, by address and by login; 0 where it may be made now. Door and API count together."""
    if request.content_type not in FORMS:
        return 0  # nothing in it is read as a password
    asked = Request(request, parsers=[FormParser(), MultiPartParser()])
    waits = [0]
    for throttle in (SignInByAddress(), SignInByName()):
        if not throttle.allow_request(asked, APIView()):
            waits.append(ceil(throttle.wait() or 1))
    return max(waits)
