"""The first page of the office: its rooms, and what waits in them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recognition.models import BulkAward, Erasure, ImportRun
from recognition.views.office.doors import for_office
from recognition.views.who import PersonRequest


@require_safe
@for_office
def overview(request: PersonRequest) -> HttpResponse:
    to_forget = Erasure.objects.filter(state=Erasure.State.WAITING)
    waiting = BulkAward.objects.filter(state=BulkAward.State.WAITING)
    context = {
        "bulk_waiting": waiting.exclude(asked_by=request.person).count(),
        "erasures_waiting": to_forget.exclude(asked_by=request.person).count(),
        "imports_checked": ImportRun.objects.filter(state=ImportRun.State.CHECKED).count(),
        "sees_django_admin": request.user.is_staff,
    }
    return render(request, "recognition/office/overview.html", context)
