"""Reading the body of a request."""

import io
from collections.abc import Mapping
from typing import IO, Any

from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

# The longest text of the API has 4,000 characters; 256 KiB holds it in any script, escaped, with the
# outcomes it names. More is refused before it is held in memory.
MAX_BYTES = 256 * 1024


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."
    default_code = "too_large"


class BoundedJSONParser(JSONParser):
    """JSON of at most `MAX_BYTES`; anything that is not an object of JSON is a clear 400."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise BodyTooLarge(f"The body is larger than {MAX_BYTES // 1024} KiB.")
        try:
            # JSON is UTF-8, whatever charset the sender claims.
            data = super().parse(io.BytesIO(body), media_type, {**(parser_context or {}), "encoding": "utf-8"})
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        if not isinstance(data, dict):
            raise ParseError("Send one JSON object.")
        return data
