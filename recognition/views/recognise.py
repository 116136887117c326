"""Saying that somebody did well."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recognition.forms.recognise import RecogniseForm
from recognition.models import Badge, Nomination, Person
from recognition.queries import badges as badge_queries
from recognition.queries import hints as hint_queries
from recognition.queries import people as people_queries
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
            messages.success(request, _("Your thanks are on their profile."))
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
    context = {"hints": hint_queries.hints_for(request.person, *_chosen(request), _said(request, "reason"))}
    return render(request, "recognition/recognise/recognise.html#hints", context)


def _said(request: PersonRequest, name: str) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get(name, "").replace("\x00", "")


def _chosen(request: PersonRequest) -> tuple[Person | None, Badge | None]:
    to = Person.objects.select_related("team").filter(key=_said(request, "to")).first()
    nominates = _said(request, "kind") != "thanks"
    badge = Badge.objects.filter(slug=_said(request, "badge"), state=Badge.State.LIVE).first() if nominates else None
    return to, badge


def _context(request: PersonRequest, form: RecogniseForm) -> dict[str, object]:
    to, badge = _chosen(request)
    text = _said(request, "q")
    kind = "thanks" if _said(request, "kind") == "thanks" else "nomination"
    reason = _said(request, "reason")
    return {
        "form": form,
        "kind": kind,
        "to": to,
        "badge": badge,
        "reason": reason,
        "q": text,
        "found": [] if to else people_queries.suggestions(text, besides=request.person),
        "badges": badge_queries.badges_to_nominate_for(),
        "outcomes": hint_queries.outcomes_to_link(to) if to else [],
        "linked": {int(pk) for pk in request.POST.getlist("outcomes") if pk.isdecimal() and len(pk) < 20},
        "hints": hint_queries.hints_for(request.person, to, badge, "") if kind == "nomination" else [],
    }
