"""Outcomes that wait for an independent word: the list, one of them, and the word itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import outcomes, passing
from recognition.models import Outcome, Verification
from recognition.queries import circles, verifying
from recognition.views.who import PersonRequest, for_people

A_PAGE = 20
LONGEST_NOTE = 500


@require_safe
@for_people
def verify(request: PersonRequest) -> HttpResponse:
    """What this person may confirm, the newest first; with `left=1` what they left to others."""
    text = request.GET.get("q", "").replace("\x00", "")
    left = request.GET.get("left") == "1"
    areas = permissions.verified_areas(request.person)
    if left:
        ids = verifying.passed_on(request.person, text)
    else:
        ids = verifying.waiting_for(request.person, circles.around(request.person), areas, text=text)
    page = Paginator(ids, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": verifying.shown(list(page)),
        "q": text,
        "left": left,
        "is_cut": len(ids) == verifying.MOST_WAITING,
        "areas": sorted(areas),
        "most": LONGEST_NOTE,
    }
    part = "#found" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/verify/verify.html{part}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def outcome(request: PersonRequest, number: int) -> HttpResponse:
    """One outcome: an address to send to somebody who can confirm it. A POST is the word."""
    known = verifying.with_people(Outcome.objects.select_related("claimed_by", "reversal"))
    shown = get_object_or_404(known, pk=number)
    if request.method != "POST":
        return _page(request, shown)
    kind, note = request.POST.get("kind") or Verification.Kind.REVIEWED, request.POST.get("note", "")
    try:
        outcomes.verify(by=request.person, outcome=shown, kind=kind, note=note)
    except ValidationError as refused:
        return _page(request, shown, kind=kind, note=note, errors=refused.messages)
    if request.htmx and not request.htmx.boosted:
        return render(request, "recognition/verify/confirmed.html", {"outcome": shown})
    messages.success(request, _("Confirmed. Thank you: work that others looked at is what badges stand on."))
    return redirect("recognition:verify")


@require_POST
@for_people
def leave(request: PersonRequest, number: int) -> HttpResponse:
    """It leaves one's own list, or comes back to it. For everybody else it waits on."""
    shown = get_object_or_404(Outcome, pk=number)
    act = request.POST.get("act")
    if act == "pass":
        passing.pass_on(by=request.person, outcome=shown)
        said = _("Left to others. You find it under “Left to others” if you can say something after all.")
    elif act == "back":
        passing.take_up(by=request.person, outcome=shown)
        said = _("Back on your list.")
    else:
        raise Http404
    if request.htmx and not request.htmx.boosted:
        return render(request, "recognition/verify/left.html", {"outcome": shown, "act": act})
    messages.success(request, said)
    return redirect("recognition:verify")


def _page(
    request: PersonRequest, shown: Outcome, *, kind: str = "", note: str = "", errors: list[str] | None = None
) -> HttpResponse:
    standing = [word for word in shown.verifications.all() if word.withdrawn_at is None]
    context = {
        "outcome": shown,
        "confirmed": standing,
        "why_not": "" if errors else verifying.why_not(request.person, shown),
        "may_reverse": not hasattr(shown, "reversal") and permissions.may_reverse(request.person, shown),
        "own": permissions.shares_in(request.person, shown),
        "kinds": Verification.Kind.choices,
        "kind": kind or Verification.Kind.REVIEWED,
        "note": note,
        "errors": errors or [],
        "most": LONGEST_NOTE,
    }
    if errors and request.htmx and not request.htmx.boosted:
        return render(request, "recognition/verify/card.html", context, status=422)
    return render(request, "recognition/verify/outcome.html", context, status=422 if errors else 200)
