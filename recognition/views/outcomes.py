"""Report an outcome of one's own, and take one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recognition import permissions
from recognition.actions import outcomes
from recognition.forms.claim import ClaimForm
from recognition.models import Outcome, Reversal
from recognition.views.who import PersonRequest, for_people

LONGEST_REASON = 500


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def claim(request: PersonRequest) -> HttpResponse:
    """What a person did and no source reports. It counts once somebody independent confirms it."""
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (told := form.save(by=request.person)):
        messages.success(request, _("Reported. Send this page to somebody who saw it: their word makes it count."))
        return redirect("recognition:outcome", told.pk)
    context = {"form": form}
    return render(request, "recognition/outcomes/claim.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def reverse(request: PersonRequest, number: int) -> HttpResponse:
    """Asks first, since nothing brings it back; then ends the credit of what did not hold."""
    shown = get_object_or_404(Outcome.objects.select_related("reversal"), pk=number)
    if hasattr(shown, "reversal"):
        messages.error(request, _("This outcome was already taken back."))
        return redirect("recognition:outcome", number)
    if not permissions.may_reverse(request.person, shown):
        raise PermissionDenied(
            _("Only verifiers, reviewers and admins who had no part in it, or its only author, can do this.")
        )
    kind, reason, errors = request.POST.get("kind") or Reversal.Kind.REVERTED, request.POST.get("reason", ""), []
    if request.method == "POST":
        try:
            outcomes.reverse(by=request.person, outcome=shown, kind=kind, reason=reason)
        except ValidationError as refused:
            errors = refused.messages
        else:
            messages.success(request, _("Taken back. It counts for nothing from now on; history keeps it."))
            return redirect("recognition:outcome", number)
    context = {
        "outcome": shown,
        "own": permissions.shares_in(request.person, shown),
        "kinds": Reversal.Kind.choices,
        "kind": kind,
        "reason": reason,
        "errors": errors,
        "most": LONGEST_REASON,
    }
    return render(request, "recognition/outcomes/reverse.html", context, status=422 if errors else 200)
