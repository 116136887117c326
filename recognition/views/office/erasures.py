"""Whose name and words are to go: what waits for a second person, and what was done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from recognition import permissions
from recognition.actions import erasures as actions
from recognition.models import Erasure, Person
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest

A_PAGE = 20
ACTS: dict[str, tuple[Callable[..., Erasure], Promise]] = {
    "approve": (actions.approve, _("Approved. A worker does it within seconds.")),
    "decline": (actions.decline, _("Declined. Nothing was changed.")),
    "withdraw": (actions.withdraw, _("Taken back. Nothing was changed.")),
}


@require_safe
@for_office
def erasures(request: PersonRequest) -> HttpResponse:
    return _page(request)


@require_POST
@for_admins
def decide(request: PersonRequest, number: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    erasure = get_object_or_404(Erasure, pk=number)
    decided, said = ACTS[act]
    try:
        decided(by=request.person, erasure=erasure)
    except ValidationError as refused:
        return _page(request, refused.messages)
    messages.success(request, str(said))
    return redirect("recognition:office_erasures")


class _Row:
    """A request, and what the reader may do about it."""

    def __init__(self, erasure: Erasure, reader: Person) -> None:
        waiting = erasure.state == Erasure.State.WAITING
        self.erasure = erasure
        self.may_decide = waiting and permissions.may_decide_erasure(reader, erasure)
        self.may_withdraw = waiting and permissions.may_withdraw_erasure(reader, erasure)


def _page(request: PersonRequest, errors: list[str] | None = None) -> HttpResponse:
    rows = Erasure.objects.select_related("person", "asked_by", "decided_by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_Row(one, request.person) for one in page], "errors": errors or []}
    part = "#list" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/office/erasures.html{part}", context, status=422 if errors else 200)
