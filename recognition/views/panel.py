"""What waits for the panel of a badge, one at a time, and the panel's word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import awards
from recognition.actions import panel as panel_actions
from recognition.models import Award
from recognition.queries import panel as panel_queries
from recognition.queries.panel_decisions import decision_on, fresh_decisions
from recognition.undo import say_with_undo
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

REASON_MAX_CHARACTERS = 500
A_PAGE = 12


@dataclass(frozen=True)
class Refused:
    """What somebody wrote, and why it was not taken."""

    award: Award
    reason: str
    errors: list[str] = field(default_factory=list)


@require_safe
@for_people
def panel(request: PersonRequest) -> HttpResponse:
    """The queue of the reader's badges, its oldest entry opened."""
    return _page(request, panel_queries.waiting(_own_panels(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def entry(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """One entry of the queue. POST: approve it, return it with a reason, or ask for more."""
    own = _own_panels(request)
    award, pending = _found(own, slug, key), panel_queries.waiting(own)
    if request.method != "POST":
        return _page(request, pending, award) if pending.filter(pk=award.pk).exists() else _decided(request, award)
    decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "")
    if decision not in ("approve", "return", "ask"):
        raise Http404
    following = panel_queries.after(panel_queries.narrowed(pending, **_filters(request)), award)
    try:
        if decision == "ask":
            panel_actions.ask(by=request.person, award=award, text=reason)
        else:
            awards.decide_pending(by=request.person, award=award, approve=decision == "approve", reason=reason)
    except ValidationError as refused:
        return _page(request, pending, award, Refused(award, reason, refused.messages))
    _say(request, award, decision)
    # Asked: it still waits, and the reader goes on. At the end of the queue one begins at its head.
    return redirect(_address(request, following) if following else reverse("recognition:panel"))


def _decided(request: PersonRequest, award: Award) -> HttpResponse:
    """By whom, and the way back; of what never went before people there is nothing to say."""
    decision = decision_on(award)
    if decision is None:
        return redirect("recognition:panel")
    takes_back = decision in fresh_decisions(request.person, _fresh_since())
    context = {"award": award, "decision": decision, "takes_back": takes_back}
    return render(request, "recognition/panel/decided.html", context)


def _fresh_since() -> datetime:
    return timezone.now() - awards.REOPEN_WITHIN


@require_POST
@for_people
def undo(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """Take an own decision back, shortly after."""
    award = _found(_own_panels(request), slug, key)
    with saying_why(request):
        awards.reopen(by=request.person, award=award)
        messages.success(request, _("Taken back: it waits for the panel again."))
        return redirect("recognition:panel_entry", slug, key)
    return redirect("recognition:panel")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def words(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """What the panel asked, for who spoke: here they answer. Who it is about reads it here."""
    award = get_object_or_404(Award.objects.select_related("badge", "person"), badge__slug=slug, person__key=key)
    notes = list(award.panel_notes.select_related("by"))
    waits = award.status == Award.Status.PENDING and award.declined_at is None
    # One answer where there is no award, none that went before a panel, and none for this reader: who holds what is
    # not found out here.
    if not (waits or notes) or not permissions.may_read_panel_words(request.person, award):
        raise Http404
    reason, errors = "", []
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            panel_actions.answer(by=request.person, award=award, text=reason)
        except ValidationError as refused:
            errors = refused.messages
        else:
            messages.success(request, _("The panel reads it now. Thank you."))
            return redirect("recognition:panel_words", slug, key)
    context = {
        "award": award,
        "notes": notes,
        "waits": waits,
        "may_answer": bool(notes) and permissions.may_answer_panel(request.person, award),
        "reason": reason,
        "errors": errors,
        "most": REASON_MAX_CHARACTERS * 2,
    }
    return render(request, "recognition/panel/words.html", context, status=422 if errors else 200)


def _own_panels(request: PersonRequest) -> QuerySet[Award]:
    if not permissions.may_open_panel(request.person):
        raise PermissionDenied(_("The panel is for stewards of badges, program admins and auditors."))
    return panel_queries.awards_before(request.person)


def _found(own: QuerySet[Award], slug: str, key: str) -> Award:
    """Of another panel it is not found, as if there were none: who holds what is not found out here."""
    return get_object_or_404(own.select_related("badge", "person__team"), badge__slug=slug, person__key=key)


def _filters(request: PersonRequest) -> dict[str, str]:
    """What narrows the list, from the address."""
    said = {name: request.GET.get(name, "").replace("\x00", "") for name in ("q", "badge")}
    return {"text": said["q"], "badge": said["badge"]}


def _address(request: PersonRequest, award: Award) -> str:
    """Of an entry, with the filters of the list that it stands in."""
    said = _filters(request)
    filters = {name: word for name, word in (("q", said["text"]), ("badge", said["badge"])) if word}
    address = reverse("recognition:panel_entry", args=[award.badge.slug, award.person.key])
    return f"{address}?{urlencode(filters)}" if filters else address


def _say(request: PersonRequest, award: Award, decision: str) -> None:
    places = {"name": award.person.display_name, "badge": award.badge.shown_name}
    if decision == "ask":
        messages.success(request, _("Asked. %(name)s goes on waiting, and you are told of an answer.") % places)
        return
    undo_at = reverse("recognition:panel_undo", args=[award.badge.slug, award.person.key])
    said = (
        _("%(name)s holds %(badge)s now.")
        if decision == "approve"
        else _("%(badge)s was returned. %(name)s can read why.")
    )
    say_with_undo(request, said % places, undo_at)


def _page(
    request: PersonRequest, pending: QuerySet[Award], award: Award | None, refused: Refused | None = None
) -> HttpResponse:
    filters = _filters(request)
    queue = panel_queries.narrowed(pending, **filters)
    page = Paginator(queue, A_PAGE).get_page(request.GET.get("page"))
    arrived = award is not None and refused is None
    if refused is not None and not pending.filter(pk=refused.award.pk).exists():
        award = None  # decided meanwhile: the reason is said above the next one
    award = award or next(iter(page.object_list), None)
    context = {
        "q": filters["text"],
        "badge": filters["badge"],
        "page": page,
        "listed": [(one, permissions.waits_late(one), _address(request, one)) for one in page.object_list],
        "badges": panel_queries.badges_among(pending),
        "arrived": arrived,
        "fresh": fresh_decisions(request.person, _fresh_since()),
        "refused": refused,
        "most": REASON_MAX_CHARACTERS,
        "late_after": permissions.PANEL_LATE_AFTER.days,
        "admins_after": permissions.PANEL_OPEN_TO_ADMINS_AFTER.days,
    }
    if award is not None:
        earlier, later = panel_queries.before(queue, award), panel_queries.after(queue, award)
        context |= {
            "entry": panel_queries.opened(request.person, award),
            "here": _address(request, award),
            "earlier": _address(request, earlier) if earlier else "",
            "later": _address(request, later) if later else "",
        }
    else:
        context["sits_here"] = permissions.sits_on_a_panel(request.person)
    return render(request, "recognition/panel/panel.html", context, status=422 if refused is not None else 200)
