"""Keeps with every session whose it is and when it was last used; listens to the sign-in."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from recognition.entrance.ways import SECOND, WAY, Way, way_of
from recognition.models import User, UserSession

# The moment of the last visit is written at most so often (seconds): a page must not pay for it each time.
AN_HOUR = 3600
SEEN = "seen"  # its place in the session


@receiver(user_logged_in, dispatch_uid="keep_whose_session_it_is")
def keep_whose_session_it_is(sender: type[User], request: HttpRequest, user: User, **more: Any) -> None:
    request.session[SEEN] = int(time.time())
    way = way_of(request, user)
    request.session[WAY], request.session[SECOND] = way.value, way == Way.TWO_STEPS
    if request.session.session_key is None:  # begun anew: it gets its key when it is kept
        request.session.save()
    key = request.session.session_key
    # The session that this one replaces, perhaps of somebody else, exists no longer.
    UserSession.objects.filter(session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).delete()
    UserSession.objects.update_or_create(
        session_key=key,
        defaults={"user": user, "device": device_of(request), "way": way.value, "seen_at": timezone.now()},
    )


@receiver(user_logged_out, dispatch_uid="forget_whose_session_it_was")
def forget_whose_session_it_was(sender: type[User], request: HttpRequest, **more: Any) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()


def note_visit(request: HttpRequest, user: User) -> None:
    """Once an hour: when this session was last used. Sessions from before this was kept get their entry here."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) < AN_HOUR or request.session.session_key is None:
        return
    request.session[SEEN] = now
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"user": user, "seen_at": datetime.fromtimestamp(now, UTC)},
        create_defaults={"user": user, "device": device_of(request)},
    )


def device_of(request: HttpRequest) -> str:
    said = request.headers.get("User-Agent", "")
    return "".join(character for character in said if character.isprintable())[:300]
