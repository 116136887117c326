"""Taking own thanks back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recognition.actions import thanks
from recognition.models import Thanks
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people


@require_POST
@for_people
def withdraw(request: PersonRequest, number: int) -> HttpResponse:
    """The way back that the toast offers. Saying it anew is always possible, so nothing is asked first."""
    said = get_object_or_404(Thanks.objects.select_related("receiver"), pk=number, giver=request.person)
    with saying_why(request):
        thanks.withdraw(by=request.person, thanks=said)
        messages.success(request, _("Your thanks are taken back."))
    return redirect("recognition:person", said.receiver.key)
