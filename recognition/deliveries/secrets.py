"""Secrets of sources: readable, since a signature is checked by making it again; sealed in the database (ADR 0034)."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from recognition import sealed as seals
from recognition.models import SourceSecret

PURPOSE = "secrets of sources"


def seal(secret: str) -> str:
    return seals.seal(secret, PURPOSE)


def unseal(sealed: str) -> str | None:
    """None where SECRET_KEY was changed and the old one is not in SECRET_KEY_FALLBACKS."""
    try:
        return seals.unseal(sealed, PURPOSE)
    except seals.BrokenSealError:
        return None


def living(source: str) -> list[str]:
    """The secrets that open the door of the source now, newest first. One statement."""
    rows = SourceSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()), source=source)
    opened = (unseal(sealed) for sealed in rows.order_by("-created_at", "-id").values_list("sealed", flat=True))
    return [secret for secret in opened if secret is not None]
