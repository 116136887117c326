"""What waits for the panel of a badge, and the panel's word."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recognition import permissions
from recognition.actions import awards
from recognition.models import Award
from recognition.queries.panel import waiting_for
from recognition.views.who import PersonRequest, for_people

REASON_MAX_CHARACTERS = 500


@require_safe
@for_people
def panel(request: PersonRequest) -> HttpResponse:
    """Pending awards of the badges that the person stewards."""
    return _page(request)


@require_POST
@for_people
def decide(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """Approve it, or return it with a reason; what cannot be decided comes back with the words kept."""
    approve = {"approve": True, "return": False}.get(request.POST.get("decision", ""))
    if approve is None:
        raise Http404
    award = get_object_or_404(Award.objects.select_related("badge", "person"), badge__slug=slug, person__key=key)
    reason = request.POST.get("reason", "")
    try:
        awards.decide_pending(by=request.person, award=award, approve=approve, reason=reason)
    except ValidationError as refused:
        return _page(request, about=award, reason=reason, errors=refused.messages)
    said = _("%(name)s holds %(badge)s now.") if approve else _("%(badge)s was returned. %(name)s can read why.")
    messages.success(request, said % {"name": award.person.display_name, "badge": award.badge.name})
    return redirect("recognition:panel")


def _page(
    request: PersonRequest, *, about: Award | None = None, reason: str = "", errors: list[str] | None = None
) -> HttpResponse:
    if not permissions.may_open_panel(request.person):
        raise PermissionDenied(_("The panel is for stewards of badges and for program admins."))
    waiting = waiting_for(request.person)
    context = {
        "waiting": waiting,
        "may_open_panel": True,  # the navigation need not ask again
        "about": about,
        "still_there": about is not None and any(entry.award == about for entry in waiting),
        "reason": reason,
        "errors": errors or [],
        "most": REASON_MAX_CHARACTERS,
    }
    return render(request, "recognition/panel/panel.html", context, status=422 if errors else 200)
