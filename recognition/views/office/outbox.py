"""The outbox: what waits, what could not be delivered and why; send it again, or cancel it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from recognition import permissions
from recognition.actions import outbox as actions
from recognition.models import OutboxMessage
from recognition.queries import outbox as queries
from recognition.queries.bounded_pages import BoundedPages
from recognition.views.office.doors import for_admins, for_office
from recognition.views.refused import saying_why
from recognition.views.theme import back_to
from recognition.views.who import PersonRequest

A_PAGE = 30
_ACTS: dict[str, tuple[Callable[..., OutboxMessage], Promise]] = {
    "retry": (actions.retry, _("It is tried again now.")),
    "cancel": (actions.cancel, _("It is not sent any more.")),
}


@require_safe
@for_office
def outbox(request: PersonRequest) -> HttpResponse:
    shown, channel = request.GET.get("show", ""), request.GET.get("channel", "")
    shown = shown if shown in queries.SHOWN else "waiting"
    channel = channel if channel in OutboxMessage.Channel.values else ""
    page = BoundedPages(queries.messages(shown, channel), A_PAGE).get_page(request.GET.get("page"))
    endpoints = queries.endpoints_of(page.object_list)
    context = {
        "page": page,
        "rows": [(message, endpoints.get(message.destination)) for message in page.object_list],
        "shown": shown,
        "channel": channel,
        "choices": queries.SHOWN.items(),
        "counted": queries.counted(),
        "may_change": permissions.is_admin(request.person),
    }
    return render(request, "recognition/office/outbox.html", context)


@require_POST
@for_admins
def act(request: PersonRequest, number: int, act: str) -> HttpResponse:
    if act not in _ACTS:
        raise Http404
    do, done = _ACTS[act]
    with saying_why(request):
        do(by=request.person, message=get_object_or_404(OutboxMessage, pk=number))
        messages.success(request, str(done))
    return back_to(request, "recognition:outbox")
