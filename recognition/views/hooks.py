"""The door of the sources: `POST /hooks/<source>`. Signature first, then one row; a job does the rest."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from recognition.content_length import said_length
from recognition.deliveries import intake
from recognition.deliveries.intake import RefusedDeliveryError
from recognition.problems import problem_answer

# A signature opens this door and nothing else, so there is no session and nothing for another site to ride on.


@csrf_exempt
def receive(request: HttpRequest, source: str) -> HttpResponse:
    """202 kept, 200 here already; a refusal is a problem. Nothing is stored unless it is signed."""
    try:
        if request.method != "POST":
            raise RefusedDeliveryError(405, "method_not_allowed", "Deliver with POST.")
        box = intake.source_named(source)
        if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
            raise RefusedDeliveryError(415, "unsupported_media_type", "Send the body without a Content-Encoding.")
        body = intake.read_bounded(request, said_length(request))
        headers = {name.lower(): value for name, value in request.headers.items()}
        intake.check_signature(box, headers, body)
        new = intake.keep(box, headers, body)
    except RefusedDeliveryError as refused:
        return _refusal(refused)
    except OSError:  # the sender went away in the middle of the body
        return _refusal(RefusedDeliveryError(400, "cut_off", "The body ended before its Content-Length."))
    except DatabaseError:
        return _refusal(RefusedDeliveryError(503, "unavailable", "It cannot be kept at the moment: send it again."))
    return JsonResponse({"status": "kept" if new else "known"}, status=202 if new else 200)


def _refusal(refused: RefusedDeliveryError) -> HttpResponse:
    answer = problem_answer(refused.status, refused.code, refused.sentence)
    if refused.status == 401:
        answer["WWW-Authenticate"] = "Signature"
    elif refused.status == 405:
        answer["Allow"] = "POST"
    elif refused.status == 503:
        answer["Retry-After"] = "30"
    return answer
