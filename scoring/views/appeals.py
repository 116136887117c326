"""Contesting what counts less, from the page that says so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people
from scoring.actions import appeals


@require_POST
@for_people
def contest(request: PersonRequest) -> HttpResponse:
    """An appeal against one discount, named by its code."""
    with saying_why(request):
        appeals.file(
            by=request.person,
            against="discount",
            code=request.POST.get("code", ""),
            reason=request.POST.get("reason", ""),
        )
        messages.success(request, _("Your appeal is on its way to a reviewer who has nothing to do with it."))
    return redirect("scoring:mine")
