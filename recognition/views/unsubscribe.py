"""No e-mail any more, by the address that each e-mail carries. Whoever has the address needs no sign-in."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from recognition.actions import preferences
from recognition.models import Person
from recognition.notify.letters import UNSUBSCRIBE
from recognition.queries.preferences import language_of

# An e-mail that is older is found by accident.
HOLDS_FOR = timedelta(days=400)
LONGEST_TOKEN = 300


@csrf_exempt  # mail programs press it for their reader (RFC 8058), without cookies; the signed address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking asks first, since mail programs look at addresses by themselves; pressing the button does it."""
    person = _whose(token)
    if person is None:
        return render(request, "recognition/settings/unsubscribe.html", {"unknown": True}, status=404)
    with ExitStack() as as_the_reader:
        if language := language_of(person):
            as_the_reader.enter_context(translation.override(language))
        if request.method == "POST":
            preferences.stop_mail(by=person)
        return render(request, "recognition/settings/unsubscribe.html", {"done": request.method == "POST"})


def _whose(token: str) -> Person | None:
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        told = signing.loads(token, salt=UNSUBSCRIBE, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    return Person.objects.select_related("preferences").filter(pk=told).first() if type(told) is int else None
