"""GitLab: the secret token or the signing token, and where the id of a delivery stands."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from recognition.deliveries import signatures
from recognition.deliveries.contract import Reading
from recognition.deliveries.parts import document, glimpse
from recognition.sources.gitlab import reading
from recognition.sources.gitlab.sample import sample


class GitLab:
    """`X-Gitlab-Token` holds the secret itself; from 19.0 a signing token signs as Standard Webhooks describes.

    Source: docs.gitlab.com/user/project/integrations/webhooks.
    """

    name = "gitlab"
    label = "GitLab"

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        signed = signatures.signed_standard(headers, body, secrets, now=now)
        return signatures.is_secret(headers.get("x-gitlab-token", ""), secrets) or signed

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        """`Idempotency-Key` (17.4 and later) stays the same in retries. `X-Gitlab-Event-UUID` does not do: events that
        follow from one another share it."""
        given = headers.get("webhook-id") or headers.get("idempotency-key") or ""
        return given if 0 < len(given) <= 200 and given.isprintable() else hashlib.sha256(body).hexdigest()

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        return headers.get("x-gitlab-event", "")[:200] or glimpse(body, "object_kind")

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        return sample(secret, now=now)

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        return reading.read(document(body))
