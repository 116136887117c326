"""An award as a page that can be printed, and what the holder does with an own award."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from recognition.actions import awards
from recognition.models import Award
from recognition.queries.profiles import SHOWN_STATUSES, is_shown, words_for
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


@require_safe
@for_people
def award(request: PersonRequest, key: str, slug: str) -> HttpResponse:
    """A badge as somebody holds it: why it was given, and what was said. It prints as a certificate.

    Not found where nobody but the holder may see it; one that ended has no page.
    """
    shown = get_object_or_404(Award.objects.select_related("badge", "person__team"), person__key=key, badge__slug=slug)
    own = shown.person_id == request.person.pk
    standing = shown.status in SHOWN_STATUSES and shown.declined_at is None
    if not (is_shown(shown) or (own and standing)):
        raise Http404
    context = {"award": shown, "own": own, "words": words_for(shown.person, shown.badge, WORDS_SHOWN)}
    return render(request, "recognition/awards/award.html", context)


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
        messages.success(request, str(message) % {"badge": award.badge.name})
    return redirect("recognition:person", request.person.key)
