"""The header `If-Match`: a change is made only to what is still as its sender read it (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import md5
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from recognition.api.doors import ApiView

HEADER = "If-Match"
IF_MATCH = OpenApiParameter(
    HEADER, str, OpenApiParameter.HEADER, description="The ETag that you read: refused where it is another now."
)


class ChangedMeanwhile(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _("This was changed since you read it: read it again.")
    default_code = "changed_meanwhile"


class ChangingView(ApiView):
    """What its address answers to a GET has an ETag, and its changes take it.

    Each handler of `changes_with` calls `only_unchanged` in the transaction of the change, with the row locked.
    """

    changes_with = frozenset({"PUT", "PATCH", "DELETE"})

    def takes_if_match(self, method: str | None) -> bool:
        return method in self.changes_with

    def only_unchanged(self, request: Request, now: Mapping[str, Any]) -> None:
        """`now`: the whole answer to a GET at this moment. Without the header nothing is compared.

        Raises:
            ChangedMeanwhile: none of the tags is that of the answer.
        """
        said = request.headers.get(HEADER, "*")
        current = md5(JSONRenderer().render(now), usedforsecurity=False).hexdigest()  # as Django makes it
        # Compressed on the way, the same answer has a weak one.
        named = [tag.strip().removeprefix("W/").strip('"') for tag in said.split(",")]
        if said.strip() != "*" and current not in named:
            raise ChangedMeanwhile
