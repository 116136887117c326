"""Text that who reads the database cannot read: sealed with a key made of SECRET_KEY (ADR 34).

Kept that way are addresses of other hosts, secrets that signatures are made with, and those of second factors: the site
has to use them again and so cannot hash them. Each purpose has a key of its own: what is sealed for one opens no other.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class BrokenSealError(Exception):
    """Sealed with another SECRET_KEY, or changed since."""


def seal(text: str, purpose: str = "endpoints") -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str = "endpoints") -> str:
    """What was sealed for this purpose with this SECRET_KEY or one of SECRET_KEY_FALLBACKS.

    Raises:
        BrokenSealError
    """
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as broken:
        raise BrokenSealError("Sealed with another SECRET_KEY: enter it anew.") from broken


def _box(purpose: str) -> MultiFernet:
    """The newest key seals; each opens."""
    return _box_of(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=16)
def _box_of(purpose: str, *keys: str | bytes) -> MultiFernet:
    return MultiFernet([Fernet(_derived(purpose, key)) for key in keys])


def _derived(purpose: str, key: str | bytes) -> bytes:
    info = f"plaudit: {purpose}".encode()
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, salt=None, info=info).derive(force_bytes(key)))
