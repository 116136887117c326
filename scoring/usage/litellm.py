"""Spend logs of the LiteLLM proxy: one row a request, told by the server, so that no client can adorn it.

`messages`, `response` and `proxy_server_request` hold what was written: they are not among the fields that are read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from recognition.importing.rows import Row
from scoring.usage.readings import MOST_A_POINT, Request, digest, identities

TOOL = "litellm"
# The proxy's words for "no cache is in use".
NO_CACHE_KEY = ("", "Cache OFF")
Amount = Annotated[int, Field(ge=0, le=MOST_A_POINT)]


def _in_utc(at: datetime) -> datetime:
    """The proxy writes UTC, with or without saying so."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


class SpendLog(Row):
    request_id: Annotated[str, Field(min_length=1, max_length=300)]
    startTime: Annotated[datetime, AfterValidator(_in_utc)]  # noqa: N815  (the proxy's name)
    user: str | None = None
    prompt_tokens: Amount = 0
    completion_tokens: Amount = 0
    cache_key: str | None = None
    status: str | None = None
    metadata: Any = None


def usage_of(row: SpendLog) -> Request | None:
    """None for a request that failed: nobody was served."""
    if row.status == "failure":
        return None
    key = row.cache_key or ""
    return Request(
        who=identities([*_known_by(row.metadata), ("litellm.user", row.user or "")]),
        tool=TOOL,
        at=int(row.startTime.timestamp() * 1000),
        amounts={"input_tokens": row.prompt_tokens, "output_tokens": row.completion_tokens},
        key=digest("litellm", row.request_id),
        prompt="" if key in NO_CACHE_KEY else digest("prompt", key),
    )


def _known_by(metadata: Any) -> list[tuple[str, str]]:
    """Whose key it was, where the proxy notes it; nothing else of the metadata is read."""
    if not isinstance(metadata, dict):
        return []
    email = metadata.get("user_api_key_user_email")
    return [("email", email)] if isinstance(email, str) else []
