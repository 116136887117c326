"""Bulk awards: all requests, a new one, and one of them for the second person."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import bulk_awards as actions
from recognition.forms.office.bulk_awards import BulkAwardForm, DeclineForm
from recognition.models import BulkAward
from recognition.queries.bulk_awards import all_requests, checked
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest

A_PAGE = 20


@require_safe
@for_office
def bulk_awards(request: PersonRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")
    context = {
        "q": text,
        "page": Paginator(all_requests(text), A_PAGE).get_page(request.GET.get("page")),
        "may_ask": permissions.may_ask_bulk_award(request.person),
    }
    return render(request, "recognition/office/bulk_awards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: PersonRequest) -> HttpResponse:
    """What stands against somebody on the list is shown; they can be left out at the second try."""
    form = BulkAwardForm(request.person, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        bulk = form.save(leave_out="leave_out" in request.POST)
        if bulk is not None:
            messages.success(request, _("Asked for. Another program admin approves it now."))
            return redirect("recognition:bulk_award", bulk.pk)
    return render(request, "recognition/office/new_bulk_award.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@for_office
def bulk_award(request: PersonRequest, number: int) -> HttpResponse:
    return _page(request, _find(number), DeclineForm())


@require_POST
@for_admins
def decide(request: PersonRequest, number: int, act: str) -> HttpResponse:
    """Approve, decline with a reason, or take it back."""
    bulk, form = _find(number), DeclineForm(request.POST or None)
    if act == "decline":
        if not form.is_valid() or form.save(request.person, bulk) is None:
            return _page(request, bulk, form)
        messages.success(request, _("Declined. Who asked can read why."))
    elif act in ("approve", "withdraw"):
        try:
            messages.success(request, _approve(request, bulk) if act == "approve" else _withdraw(request, bulk))
        except ValidationError as refused:
            return _page(request, bulk, DeclineForm(), refused.messages)
    else:
        raise Http404
    return redirect("recognition:bulk_award", number)


def _approve(request: PersonRequest, bulk: BulkAward) -> str:
    given = len(actions.approve(by=request.person, bulk=bulk).given)
    said = ngettext("%(n)d person holds %(badge)s now.", "%(n)d people hold %(badge)s now.", given)
    return said % {"n": given, "badge": bulk.badge.shown_name}


def _withdraw(request: PersonRequest, bulk: BulkAward) -> str:
    actions.withdraw(by=request.person, bulk=bulk)
    return _("Taken back. Nobody was given anything.")


def _find(number: int) -> BulkAward:
    return get_object_or_404(BulkAward.objects.select_related("badge", "asked_by", "decided_by"), pk=number)


def _page(request: PersonRequest, bulk: BulkAward, form: DeclineForm, errors: list[str] | None = None) -> HttpResponse:
    entries = list(bulk.entries.select_related("person__team"))
    waiting = bulk.state == BulkAward.State.WAITING
    looked_at = checked(bulk.badge, [entry.person for entry in entries], request.person) if waiting else []
    against = {one.person.pk: one for one in looked_at if not one.clear}
    context = {
        "bulk": bulk,
        "entries": [(entry, against.get(entry.person_id)) for entry in entries],
        "given": sum(1 for entry in entries if not entry.left_out),
        "left": sum(1 for one in looked_at if not one.why),
        "concerned": [one.person for one in looked_at if one.concerns_you],
        "form": form,
        "errors": errors or [],
        "may_decide": waiting and permissions.may_decide_bulk_award(request.person, bulk),
        "own": bulk.asked_by_id == request.person.pk,
    }
    refused = bool(errors or form.errors)
    return render(request, "recognition/office/bulk_award.html", context, status=422 if refused else 200)
