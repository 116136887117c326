"""What somebody was told: read it, follow it, mark it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from recognition.actions import notifications as actions
from recognition.models import Notification
from recognition.notify.kinds import TOPICS
from recognition.queries import notifications as queries
from recognition.undo import say_with_undo
from recognition.views.theme import back_to
from recognition.views.who import PersonRequest, for_people

PER_PAGE = 30


@require_safe
@for_people
def notifications(request: PersonRequest) -> HttpResponse:
    unread, topic = request.GET.get("show") == "unread", request.GET.get("topic", "")
    topic = topic if topic in TOPICS else ""
    told = queries.told_to(request.person, unread=unread, topic=topic)
    page = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": queries.in_words(request.person, list(page.object_list)),
        "unread": unread,
        "topic": topic,
        "topics": [(name, words) for name, (words, _more) in TOPICS.items()],
    }
    part = "#told" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/notifications/notifications.html{part}", context)


@require_GET
@never_cache
@for_people
def follow(request: PersonRequest, number: int) -> HttpResponse:
    """Read it, and go where it leads: a link, so that it opens in a new tab. To fetch it ahead is not to read it."""
    told = _own(request, number)
    if "prefetch" not in request.headers.get("Sec-Purpose", ""):
        actions.mark_read(by=request.person, notification=told)
    [message] = queries.in_words(request.person, [told])
    return redirect(message.kind.leads_to(told))


@require_POST
@for_people
def mark_read(request: PersonRequest, number: int) -> HttpResponse:
    told = actions.mark_read(by=request.person, notification=_own(request, number))
    if request.htmx:
        [message] = queries.in_words(request.person, [told])
        context = {"message": message, "fresh_bell": True}
        return render(request, "recognition/notifications/message.html", context)
    return back_to(request, "recognition:notifications")


@require_POST
@for_people
def mark_all_read(request: PersonRequest) -> HttpResponse:
    moment = actions.mark_all_read(by=request.person)
    if moment is None:
        messages.info(request, _("Nothing was unread."))
    else:
        address = f"{reverse('recognition:notifications_unread')}?{urlencode({'at': moment.isoformat()})}"
        say_with_undo(request, _("Everything is marked as read."), address)
    return back_to(request, "recognition:notifications")


@require_POST
@for_people
def mark_unread(request: PersonRequest) -> HttpResponse:
    """The way back of `mark_all_read`; a moment at which nothing was marked changes nothing."""
    moment = _moment(request.GET.get("at", ""))
    number = actions.mark_unread(by=request.person, read_at=moment) if moment is not None else 0
    if number:
        sentence = ngettext("%(n)d message is unread again.", "%(n)d messages are unread again.", number)
        messages.success(request, sentence % {"n": number})
    return redirect("recognition:notifications")


def _own(request: PersonRequest, number: int) -> Notification:
    return get_object_or_404(queries.told_to(request.person), pk=number)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:  # well formed, but no such day
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
