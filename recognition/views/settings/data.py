"""Everything that is kept about the reader, to look at and to take along."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recognition.privacy.export import everything_about
from recognition.views.who import PersonRequest, for_people


@require_safe
@for_people
def data(request: PersonRequest) -> HttpResponse:
    return render(request, "recognition/settings/data.html")


@require_safe
@for_people
def export(request: PersonRequest) -> HttpResponse:
    """Only ever about the one who asks. Streamed: it begins at once, however much there is."""
    now = timezone.now()
    response = StreamingHttpResponse(everything_about(request.person, at=now), content_type="application/json")
    name = f"plaudit-{request.person.key}-{now:%Y-%m-%d}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, response)  # what every view may give, one by one
