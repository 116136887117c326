"""What a browser sends of a passkey: anybody can send anything there."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from recognition.entrance.adapters import failed

log = logging.getLogger(__name__)
MOST = 16_384  # characters; a credential with its attestation has some 2,000
MOST_BRACKETS = 50  # it has ten
NONSENSE = (ValueError, LookupError, TypeError, AttributeError)


class OrAPage:
    """For views of allauth that read a credential: what is none gets a page, not an error of the reader."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = request.POST.get("credential", "") if request.method == "POST" else ""
        if len(sent) > MOST or sent.count("[") + sent.count("{") > MOST_BRACKETS:
            return failed(request)
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except NONSENSE as error:
            if not sent:
                raise
            log.warning("A credential that is none was sent: %s", error)
            return failed(request)
        return answer
