"""The door of the sources: `POST /hooks/<source>`. Signature first, then one row; a job does the rest."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from recognition.deliveries import intake
from recognition.deliveries.intake import RefusedDeliveryError

# A signature opens this door and nothing else, so there is no session and nothing for another site to ride on.


@csrf_exempt
def receive(request: HttpRequest, source: str) -> JsonResponse:
    """202 kept, 200 here already; a refusal is application/problem+json. Nothing is stored unless it is signed."""
    try:
        if request.method != "POST":
            raise RefusedDeliveryError(405, "method-not-allowed", "Deliver with POST.")
        box = intake.source_named(source)
        if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
            raise RefusedDeliveryError(415, "unsupported-media-type", "Send the body without a Content-Encoding.")
        body = intake.read_bounded(request, request.META.get("CONTENT_LENGTH") or "")
        headers = {name.lower(): value for name, value in request.headers.items()}
        intake.check_signature(box, headers, body)
        new = intake.keep(box, headers, body)
    except RefusedDeliveryError as refused:
        return _refusal(refused)
    except OSError:  # the sender went away in the middle of the body
        return _refusal(RefusedDeliveryError(400, "cut-off", "The body ended before its Content-Length."))
    except DatabaseError:
        return _refusal(RefusedDeliveryError(503, "unavailable", "It cannot be kept at the moment: send it again."))
    return JsonResponse({"status": "kept" if new else "known"}, status=202 if new else 200)


def _refusal(refused: RefusedDeliveryError) -> JsonResponse:
    answer = JsonResponse(
        {
            "type": f"urn:plaudit:problem:{refused.slug}",
            "title": refused.slug.replace("-", " ").capitalize(),
            "status": refused.status,
            "detail": refused.sentence,
        },
        status=refused.status,
        content_type="application/problem+json",
    )
    if refused.status == 401:
        answer["WWW-Authenticate"] = "Signature"
    elif refused.status == 405:
        answer["Allow"] = "POST"
    elif refused.status == 503:
        answer["Retry-After"] = "30"
    return answer
