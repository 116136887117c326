"""Imports: hand files in, look at what the check found, take them over, and all that were handed in so far."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import imports as actions
from recognition.content_length import claims_more_than
from recognition.directory.csv_people import columns
from recognition.forms.office.imports import UploadForm
from recognition.importing.handed_in import MOST_BYTES
from recognition.importing.rows import OutcomeRow
from recognition.models import ImportRun
from recognition.queries.imports import handed_in
from recognition.views.office.doors import for_admins, for_office
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest

A_PAGE = 20
# Around the files in a request: field names, a token, boundaries.
AROUND = 64 * 1024
_NOUNS: dict[str, Promise] = {
    "teams": _("Teams"),
    "people": _("People"),
    "outcomes": _("Outcomes"),
    "verifications": _("Confirmations"),
    "acknowledgements": _("Acknowledgements"),
    "thanks": _("Thanks"),
    "reversals": _("Taken back"),
    "nominations": _("Nominations"),
}
_ACTS: dict[str, tuple[Callable[..., ImportRun], Promise]] = {
    "confirm": (actions.confirm, _("Confirmed: a worker takes it over now.")),
    "cancel": (actions.cancel, _("Set aside. Nothing was taken over, and the files are gone.")),
}


@csrf_exempt  # only until the length is known: the token is checked below, and to read it the body must be read
def imports(request: HttpRequest) -> HttpResponse:
    """The history; a POST hands files in. What is too long is refused unread."""
    if request.method == "POST" and claims_more_than(request, MOST_BYTES + AROUND):
        return too_long(request)
    answer: HttpResponse = _imports(request)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@for_office
def _imports(request: PersonRequest) -> HttpResponse:
    if request.method == "POST" and not permissions.may_import(request.person):
        raise PermissionDenied(gettext("Only program admins hand files in."))
    source = request.GET.get("source", "").replace("\x00", "")[: actions.LONGEST_SOURCE]
    form = UploadForm(request.POST or None, request.FILES or None, initial={"source": source} if source else None)
    if request.method == "POST" and form.is_valid() and (run := form.save(request.person)) is not None:
        return redirect("recognition:office_import", run.pk)
    return _page(request, form)


@for_admins
def too_long(request: PersonRequest) -> HttpResponse:
    # The body stays unread: asking for request.POST would read it.
    form = UploadForm({"source": "import"})
    form.full_clean()
    form.errors["uploads"] = form.error_class(actions.too_large().messages)
    return _page(request, form)


@require_safe
@for_office
def one(request: PersonRequest, number: int) -> HttpResponse:
    """How far it has come, or what came of it; htmx asks for the changing part alone."""
    run = get_object_or_404(ImportRun.objects.select_related("asked_by", "confirmed_by"), pk=number)
    context = {
        "run": run,
        "counts": [(_NOUNS.get(noun, noun), count) for noun, count in run.counts.items()],
        "changes": sum(count["new"] + count["updated"] for count in run.counts.values()),
        "hidden": run.problem_count - len(run.problems),
        "may_import": permissions.may_import(request.person),
    }
    part = "#outcome" if request.htmx else ""
    return render(request, f"recognition/office/import.html{part}", context)


@require_POST
@for_admins
def step(request: PersonRequest, number: int, act: str) -> HttpResponse:
    if act not in _ACTS:
        raise Http404
    run = get_object_or_404(ImportRun, pk=number)
    change, said = _ACTS[act]
    with saying_why(request):
        change(by=request.person, run=run)
        messages.success(request, str(said))
    return redirect("recognition:office_import", number)


def _page(request: PersonRequest, form: UploadForm) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")
    context = {
        "form": form,
        "people_columns": list(columns()),
        "outcome_columns": list(OutcomeRow.model_fields),
        "q": text,
        "page": Paginator(handed_in(text), A_PAGE).get_page(request.GET.get("page")),
        "may_import": permissions.may_import(request.person),
    }
    return render(request, "recognition/office/imports.html", context, status=422 if form.errors else 200)
