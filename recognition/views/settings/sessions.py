"""Where somebody is signed in, and ending it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from recognition.actions import sessions as actions
from recognition.entrance.ways import Way
from recognition.models import UserSession
from recognition.queries.devices import device_in_words
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

A_PAGE = 20


@require_safe
@for_people
def sessions(request: PersonRequest) -> HttpResponse:
    """This one first, then the latest."""
    own = UserSession.objects.filter(
        user__person=request.person, seen_at__gt=timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    )
    here = request.session.session_key
    this_one = Case(When(session_key=here, then=0), default=1)
    page = Paginator(own.order_by(this_one, "-seen_at", "-id"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "sessions": [
            (session, device_in_words(session.device), session.session_key == here, Way(session.way))
            for session in page
        ],
    }
    return render(request, "recognition/settings/sessions.html", context)


@require_POST
@for_people
def end(request: PersonRequest, number: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=number, user__person=request.person)
    here = session.session_key == request.session.session_key
    actions.end(by=request.person, session=session)
    if here:
        request.session.flush()
        return redirect("recognition:sign_in")
    messages.success(request, _("That session is ended: whoever sits there has to sign in again."))
    return redirect("recognition:settings_sessions")


@require_POST
@for_people
def end_others(request: PersonRequest) -> HttpResponse:
    with saying_why(request):
        ended = actions.end_others(by=request.person, besides=request.session.session_key or "")
        sentence = ngettext("%(n)d other session is ended.", "%(n)d other sessions are ended.", ended)
        messages.success(request, sentence % {"n": ended})
    return redirect("recognition:settings_sessions")
