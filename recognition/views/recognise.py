"""Saying that somebody did well."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recognition.forms.recognise import THANKS_KINDS, RecogniseForm
from recognition.models import Badge, Nomination, Person, Thanks
from recognition.models.nominations import REASON_MAX_CHARACTERS
from recognition.queries import hints as hint_queries
from recognition.queries import people as people_queries
from recognition.queries.badge_choices import badge_choices
from recognition.undo import say_with_undo
from recognition.views.who import PersonRequest, for_people


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def recognise(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        form = RecogniseForm(request.POST)
        said = form.save(by=request.person) if form.is_valid() else None
        if isinstance(said, Nomination):
            messages.success(request, _("Said and kept. Their badges are being looked at again right now."))
            return redirect("recognition:nomination", said.key)
        if said is not None:
            way_back = reverse("recognition:thanks_withdraw", args=[said.pk])
            say_with_undo(request, _("Your thanks are on their profile."), way_back)
            return redirect("recognition:person", said.receiver.key)
        return render(request, "recognition/recognise/recognise.html", _context(request, form), status=422)
    return render(request, "recognition/recognise/recognise.html", _context(request, RecogniseForm()))


@require_safe
@for_people
def found(request: PersonRequest) -> HttpResponse:
    """The person picker's list (a fragment)."""
    return render(request, "recognition/recognise/recognise.html#found", _context(request, RecogniseForm()))


@require_http_methods(["POST"])
@for_people
def hints(request: PersonRequest) -> HttpResponse:
    """What can be said about the words so far (a fragment). POST: the words belong in no address or log."""
    context = {"hints": _hints(request, *_chosen(request), _said(request, "reason"))}
    return render(request, "recognition/recognise/recognise.html#hints", context)


def _said(request: PersonRequest, name: str) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get(name, "").replace("\x00", "")


def _chosen(request: PersonRequest) -> tuple[Person | None, Badge | None]:
    to = Person.objects.select_related("team", "preferences").filter(key=_said(request, "to")).first()
    if _said(request, "kind") == "thanks":
        return to, None
    offered = Badge.objects.filter(state=Badge.State.LIVE, nominable=True)
    return to, offered.filter(slug=_said(request, "badge")).first()


def _hints(request: PersonRequest, to: Person | None, badge: Badge | None, text: str) -> list[hint_queries.Hint]:
    if _said(request, "kind") == "thanks":
        return hint_queries.hints_for_thanks(request.person, to, text)
    return hint_queries.hints_for(request.person, to, badge, text)


def _cannot_be(request: PersonRequest, to: Person | None, badge: Badge | None) -> list[str]:
    """What the address asks for and cannot be had, in sentences."""
    problems = []
    if key := _said(request, "to"):
        if to is None:
            problems.append(_("There is nobody with the id “%(key)s”: choose from the list.") % {"key": key[:100]})
        elif reason := hint_queries.why_not(request.person, to):
            problems.append(reason)
    if (slug := _said(request, "badge")) and badge is None and _said(request, "kind") != "thanks":
        problems.append(_("There is no badge “%(slug)s” to nominate for: choose one below.") % {"slug": slug[:100]})
    return problems


def _context(request: PersonRequest, form: RecogniseForm) -> dict[str, object]:
    to, badge = _chosen(request)
    cannot = [] if request.method == "POST" else _cannot_be(request, to, badge)
    if to is not None and request.method != "POST" and hint_queries.why_not(request.person, to):
        to = None  # nobody writes first to be refused later
    text = _said(request, "q")
    kind = "thanks" if _said(request, "kind") == "thanks" else "nomination"
    reason = _said(request, "reason")
    return {
        "form": form,
        "kind": kind,
        "to": to,
        "badge": badge,
        "reason": reason,
        "cannot": cannot,
        "longest": REASON_MAX_CHARACTERS,
        "thanks_kinds": THANKS_KINDS,
        "thanks_kind": _said(request, "thanks_kind") or Thanks.Kind.THANKED,
        "q": text,
        "found": [] if to else people_queries.suggestions(text, besides=request.person),
        "choices": badge_choices(request.person, to),
        "outcomes": hint_queries.outcomes_to_link(to) if to else [],
        "linked": {int(pk) for pk in request.POST.getlist("outcomes") if pk.isdecimal() and len(pk) < 20},
        "hints": _hints(request, to, badge, "" if form.errors else reason),
    }
