"""An award as a page that can be printed, and what the holder does with an own award."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from recognition import permissions
from recognition.actions import awards
from recognition.credentials.issuer import why_not_set_up
from recognition.models import Award, Person
from recognition.queries.credentials import latest_of, standing_of
from recognition.queries.panel import awards_before
from recognition.queries.panel_decisions import decision_on
from recognition.queries.preferences import preferences_of
from recognition.queries.profiles import SHOWN_STATUSES, is_shown, words_behind, words_since
from recognition.undo import say_with_undo
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

_ACTS: dict[str, tuple[Callable[..., Any], Promise]] = {
    "pin": (awards.pin, _("%(badge)s now stands first on your profile.")),
    "unpin": (awards.unpin, _("%(badge)s stands in line again.")),
    "hide": (awards.hide, _("%(badge)s is hidden: only you see it.")),
    "show": (awards.show, _("%(badge)s is shown on your profile.")),
    "decline": (awards.decline, _("You declined %(badge)s. Nobody sees it. Your profile offers the way back.")),
    "accept": (awards.accept, _("%(badge)s is yours again, as it was.")),
}


WORDS_SHOWN = 6
SINCE_SHOWN = 3


@require_safe
@for_people
def award(request: PersonRequest, key: str, slug: str) -> HttpResponse:
    """A badge as somebody holds it: why it was given, and what was said. It prints as a certificate.

    Not found where nobody but the holder may see it; of one that ended the holder's profile tells.
    """
    shown = get_object_or_404(_as_shown(), person__key=key, badge__slug=slug)
    own = shown.person_id == request.person.pk
    standing = shown.status in SHOWN_STATUSES and shown.declined_at is None
    if own and not standing:
        return redirect("recognition:person", key)  # which says what became of it
    if not (own or is_shown(shown)):
        raise Http404
    reads_words = own or preferences_of(shown.person).shows_words
    context = {
        "award": shown,
        "own": own,
        "words": words_behind(shown, WORDS_SHOWN) if reads_words else [],
        "decision": decision_on(shown) if own or awards_before(request.person).filter(pk=shown.pk).exists() else None,
        "since": words_since(shown, SINCE_SHOWN) if reads_words else [],
    } | (_to_take_along(request.person, shown) if own else {})
    return render(request, "recognition/awards/award.html", context)


def _to_take_along(holder: Person, own: Award) -> dict[str, object]:
    """What the holder has made of it for strangers, or may."""
    made = latest_of(own)
    return {
        "credential": made,
        "standing": standing_of(made) if made else "",
        "may_take_along": permissions.may_take_along(holder, own),
        "signs": not why_not_set_up(),
        "site": settings.SITE_URL,
    }


def _as_shown() -> QuerySet[Award]:
    return Award.objects.select_related("badge", "person__team", "person__preferences")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def change_own(request: PersonRequest, slug: str, act: str) -> HttpResponse:
    if act not in _ACTS:
        raise Http404
    award = get_object_or_404(Award.objects.select_related("badge"), badge__slug=slug, person=request.person)
    if request.method != "POST":
        # Only declining asks first: everything else is undone by one more click.
        if act != "decline":
            return HttpResponseNotAllowed(["POST"])
        return render(request, "recognition/awards/decline.html", {"award": award})
    change, message = _ACTS[act]
    with saying_why(request):
        change(by=request.person, award=award)
        sentence = str(message) % {"badge": award.badge.shown_name}
        if back := _way_back(act, award):
            say_with_undo(request, sentence, reverse("recognition:own_award", args=[slug, back]))
        else:
            messages.success(request, sentence)
    return redirect("recognition:person", request.person.key)


def _way_back(act: str, before: Award) -> str:
    """The act that leaves the award as it was; empty where going back asks first."""
    if act in ("hide", "pin", "unpin", "show"):
        return "hide" if before.hidden else "pin" if before.pinned else "unpin" if act == "pin" else "show"
    return "accept" if act == "decline" else ""
