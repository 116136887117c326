"""The inbox of unknown accounts: many are told apart at once, and all that is said is kept, or nothing."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recognition.actions.announce import at_the_end
from recognition.deliveries.locks import only_one_for
from recognition.deliveries.registry import SOURCES
from recognition.models import Person, SourceAccount
from recognition.views.office.doors import for_office
from recognition.views.who import PersonRequest
from scoring import permissions
from scoring.forms.unknown_accounts import DecisionForm
from scoring.queries import unknown_accounts as queries
from scoring.queries.unknown_accounts import Unknown

A_PAGE = 25
FIELD = re.compile(r"(?P<id>(?:source|usage)-\d{1,18})-(?:decision|person)")


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def unknown_accounts(request: PersonRequest) -> HttpResponse:
    """A POST brings what was said of each row of a page."""
    if request.method != "POST":
        return _page(request)
    if not permissions.may_manage_tokens(request.person):
        raise PermissionDenied(_("Only program admins say whose an account is."))
    rows = queries.named(_ids(request))
    forms = [DecisionForm(row, request.POST) for row in rows]
    number = _keep(request, forms)
    if number is None:
        return _page(request, {form.row.id: form for form in forms})
    if number:
        said = ngettext(
            "%(n)s account is decided. What was told of it counts from now on.",
            "%(n)s accounts are decided. What was told of them counts from now on.",
            number,
        )
        messages.success(request, said % {"n": number})
    else:
        messages.info(request, _("Nothing was said of any account, so nothing has changed."))
    return redirect(_here(request))


def _keep(request: PersonRequest, forms: list[DecisionForm]) -> int | None:
    """How many were decided; None where one cannot be, and then none is."""
    if [form for form in forms if not form.is_valid()]:  # every one is asked, so that each says what is wrong with it
        return None
    try:
        return _all_of(forms, by=request.person)
    except _RefusedError:
        return None


class _RefusedError(Exception):
    """Of one of them, which says so itself: what was decided before it is undone, and nothing of it told."""


@transaction.atomic
@at_the_end()
def _all_of(forms: list[DecisionForm], *, by: Person) -> int:
    """How many. In the order in which workers lock: every source, then rows, and the audit head at the end."""
    for source in sorted(_sources_of(forms)):
        only_one_for(source)
    number = sum(form.save(by) for form in forms)
    if any(form.errors for form in forms):
        raise _RefusedError
    return number


def _sources_of(forms: list[DecisionForm]) -> set[str]:
    accounts = (form.row.account for form in forms if form.meant is not None)
    return {account.source for account in accounts if isinstance(account, SourceAccount)}


def _ids(request: PersonRequest) -> list[str]:
    """Of the rows that were sent, a page of them at most."""
    found = (FIELD.fullmatch(name) for name in request.POST)
    return list(dict.fromkeys(match["id"] for match in found if match is not None))[:A_PAGE]


def _page(request: PersonRequest, refused: dict[str, DecisionForm] | None = None) -> HttpResponse:
    of, text = _of(request), _text(request)
    inbox: Any = queries.Inbox(of, text)  # a list in all that a paginator asks for
    page = Paginator(inbox, A_PAGE).get_page(request.GET.get("page"))
    choices = queries.choices()
    rows = _with_refused(list(page.object_list), refused or {})
    context = {
        "page": page,
        "rows": rows,
        "q": text,
        "of": of,
        "choices": choices,
        "most": queries.MOST_COUNTED,
        "here": _here(request),
        "refused": bool(refused),
        "may_manage": permissions.may_manage_tokens(request.person),
    }
    status = 422 if refused else 200
    return render(request, "scoring/unknown_accounts/unknown_accounts.html", context, status=status)


def _with_refused(rows: list[Unknown], sent: dict[str, DecisionForm]) -> list[tuple[Unknown, DecisionForm]]:
    """What is to be mended first. All that was said, also where the row has left the page: others decide meanwhile."""
    here, wrong = {row.id for row in rows}, {name for name, form in sent.items() if form.errors}
    gone = [form.row for name, form in sent.items() if name not in here and (form.errors or form.meant is not None)]
    rows = sorted([*queries.suggest(gone), *rows], key=lambda row: (row.id not in wrong, row.id not in sent))
    # No more than a POST brings back; what was sent is no more than that.
    forms = [(row, sent.get(row.id) or DecisionForm(row)) for row in rows[:A_PAGE]]
    for row, form in forms:
        form.offer(row)
    return forms


def _of(request: PersonRequest) -> str:
    of = request.GET.get("of", "")
    return of if of in SOURCES or of == queries.USAGE else ""


def _text(request: PersonRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "")


def _here(request: PersonRequest) -> str:
    """The same narrowing, from its beginning: who is decided is gone from the list."""
    said = {name: value for name, value in (("of", _of(request)), ("q", _text(request))) if value}
    address = reverse("scoring:unknown_accounts")
    return f"{address}?{urlencode(said)}" if said else address
