"""What the holder does with an own award."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from recognition.actions import awards
from recognition.models import Award
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
