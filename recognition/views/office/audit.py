"""The audit log: who did what, in words; as a file; and whether its chain holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from recognition.actions import chain_checks
from recognition.forms.office.audit import AuditFilters
from recognition.models import AuditEntry, ChainCheck
from recognition.queries import audit_log
from recognition.queries.audit_log import Told
from recognition.spreadsheets import as_cell
from recognition.views.office.doors import for_office
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest

_PAGES = {
    "person": "recognition:office_person",
    "rolegrant": "recognition:office_person",
    "team": "recognition:office_team",
    "badge": "recognition:badge",
    "nomination": "recognition:nomination",
    "bulkaward": "recognition:bulk_award",
    "importrun": "recognition:office_import",
}


@require_safe
@for_office
def log(request: PersonRequest) -> HttpResponse:
    form = AuditFilters(request.GET, request.person)
    filters = form.filters
    page = audit_log.page(
        filters, request.person, before=_number(request.GET.get("before")), after=_number(request.GET.get("after"))
    )
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "entries": [(entry, _address(entry.entry)) for entry in page.told],
        "check": ChainCheck.objects.select_related("asked_by").first(),
        "query": _query(request),
    }
    part = "#entries" if request.htmx and not request.htmx.boosted else ""
    status = 422 if form.errors else 200
    return render(request, f"recognition/office/audit_log.html{part}", context, status=status)


@require_safe
@for_office
def export(request: PersonRequest) -> HttpResponse:
    """The rows that the filters leave, sent while they are read."""
    form = AuditFilters(request.GET, request.person)
    filters = form.filters
    if form.errors:
        return redirect(f"{reverse('recognition:audit_log')}?{_query(request)}")
    rows = audit_log.export(filters, request.person)
    lines = _lines(rows)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="audit-{day}.csv"'
    answer["Cache-Control"] = "no-store"
    return cast(HttpResponse, answer)  # what every view may give, one by one


@require_POST
@for_office
def verify(request: PersonRequest) -> HttpResponse:
    with saying_why(request):
        check = chain_checks.ask(by=request.person)
        return redirect("recognition:chain_check", check.pk)
    return redirect("recognition:audit_log")


@require_safe
@for_office
def check(request: PersonRequest, number: int) -> HttpResponse:
    """How far the walk over the chain has come, or what it found; htmx asks for the changing part alone."""
    found = get_object_or_404(ChainCheck.objects.select_related("asked_by"), pk=number)
    part = "#outcome" if request.htmx else ""
    return render(request, f"recognition/office/chain_check.html{part}", {"check": found})


class _Line:
    """What `csv` writes to: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterator[Told]) -> Iterator[str]:
    writer = csv.writer(_Line())
    head: list[Any] = [
        "number", "at", "actor", "verb", "object_kind", "object_key", "sentence", "data", "previous_hash", "hash"
    ]  # fmt: skip
    told: Iterator[list[Any]] = (
        [
            row.entry.number, row.entry.at.isoformat(), row.entry.actor, row.entry.verb, row.entry.object_kind,
            row.entry.object_key, row.sentence, "; ".join(f"{name}: {value}" for name, value in row.data),
            row.entry.previous_hash, row.entry.hash,
        ]
        for row in rows
    )  # fmt: skip
    return (writer.writerow([as_cell(value) for value in row]) for row in chain(iter([head]), told))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def _query(request: PersonRequest) -> str:
    """The filters alone, without where in the list one is."""
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    return query.urlencode()


def _address(entry: AuditEntry) -> str:
    """The page about what was changed, where there is one."""
    if entry.object_kind == "award" and "/" in entry.object_key:
        person, _slash, slug = entry.object_key.partition("/")
        return reverse("recognition:award", args=[person, slug])
    name = _PAGES.get(entry.object_kind)
    return reverse(name, args=[entry.object_key]) if name and "/" not in entry.object_key else ""
