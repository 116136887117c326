"""A message as a signed webhook, by Standard Webhooks: https://www.standardwebhooks.com."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

SECRET_BYTES = 32


def new_secret() -> str:
    """As receivers know secrets: whsec_ and base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def body_of(event: str, at: str, data: dict[str, Any]) -> bytes:
    return json.dumps({"type": event, "timestamp": at, "data": data}, ensure_ascii=False).encode()


def headers_of(message_id: str, now: datetime, body: bytes, signed_with: Sequence[str]) -> dict[str, str]:
    """`now` in UTC: the moment of this attempt. One signature for each secret, the newest first."""
    signatures = [Webhook(secret).sign(message_id, now, body.decode()) for secret in signed_with]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
