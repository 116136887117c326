"""A page for strangers who hold a copy: is it genuine, and does it count?"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from recognition.content_length import claims_more_than
from recognition.credentials.reading import MOST_BYTES, read_copy, too_large
from recognition.credentials.verdict import Verdict, judge

# The file, the text beside it and what a form adds.
_MOST_OF_A_REQUEST = MOST_BYTES + 512 * 1024


# Nobody is signed in and nothing is written. With the guard a request of any size would be read before it is refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def credential_check(request: HttpRequest) -> HttpResponse:
    verdict, error, status = None, "", 200
    if request.method == "POST":
        try:
            verdict = _judged(request)
        except ValidationError as unreadable:
            error, status = unreadable.messages[0], 422
    answer = render(request, "recognition/credentials/check.html", {"verdict": verdict, "error": error}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _judged(request: HttpRequest) -> Verdict:
    if claims_more_than(request, _MOST_OF_A_REQUEST):
        raise too_large()
    file = request.FILES.get("file")
    content = file.read(MOST_BYTES + 1) if file else request.POST.get("text", "").encode("utf-8", "replace")
    if not content.strip():
        raise ValidationError(_("Choose a file, or paste a credential."), code="nothing")
    return judge(read_copy(content))
