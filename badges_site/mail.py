"""Where e-mails go: EMAIL_URL as Django's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import dj_email_url  # type: ignore[import-untyped]  # comes with environs
from django.core.exceptions import ImproperlyConfigured

NAMES = (
    "EMAIL_BACKEND", "EMAIL_FILE_PATH", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD",
    "EMAIL_USE_TLS", "EMAIL_USE_SSL",
)  # fmt: skip


def settings_of(url: str) -> dict[str, Any]:
    """Of `submission://user:password@host`, `smtp://host:25`, `console:` or `file:////folder`; empty: none is sent.

    Raises:
        ImproperlyConfigured: the address is of no kind that is known.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    scheme = urlsplit(url).scheme
    if scheme not in dj_email_url.SCHEMES:
        raise ImproperlyConfigured(
            f"EMAIL_URL begins with {scheme or 'nothing'!r}: give submission://user:password@host, smtp://host, "
            "console: or file:////folder (docs/operations.md)."
        )
    read = dj_email_url.parse(url)
    return {name: read[name] for name in NAMES if read.get(name) is not None}


def usual_sender(site: str) -> str:
    """From where the site stands; an address that nobody answers."""
    return f"Plaudit <plaudit@{urlsplit(site).hostname or 'localhost'}>"
