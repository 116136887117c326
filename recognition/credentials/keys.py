"""The key that signs, and those before it. Settings say them; a trial makes its own."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from recognition.credentials import multikey

OF_A_TRIAL = "signing-key"  # in DATA_DIR, for its owner's eyes


class NotSetUpError(Exception):
    """Credentials cannot be made here; the text says to the operator what is missing."""


@dataclass(frozen=True)
class PublicKey:
    """A key that signs or has signed."""

    key: Ed25519PublicKey

    @property
    def word(self) -> str:
        """Its Multikey, and its name in the DID document."""
        return multikey.public_word(self.key)

    @property
    def pem(self) -> bytes:
        return self.key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    @property
    def jwk(self) -> dict[str, str]:
        """RFC 8037, with the thumbprint of RFC 7638 as its id."""
        required = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(self.key.public_bytes_raw())}
        written = json.dumps(required, separators=(",", ":"), sort_keys=True)
        return {**required, "kid": _base64url(hashlib.sha256(written.encode()).digest())}


@dataclass(frozen=True)
class SigningKey:
    private: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.private.public_key())

    @property
    def pem(self) -> bytes:
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def signing_key() -> SigningKey:
    """The key that signs now.

    Raises:
        NotSetUpError: none is set outside a trial, or it cannot be read.
    """
    word = settings.SIGNING_KEY or (_of_the_trial(Path(settings.DATA_DIR)) if settings.DEBUG else "")
    if not word:
        raise NotSetUpError("SIGNING_KEY is not set: `manage.py signing_key make` writes one (docs/credentials.md).")
    try:
        return SigningKey(multikey.read_private(word))
    except ValueError as error:
        raise NotSetUpError(f"SIGNING_KEY is {error}.") from error


def keys_before() -> list[PublicKey]:
    """Those of SIGNING_KEY_OLD.

    Raises:
        NotSetUpError: one of them cannot be read.
    """
    try:
        return [PublicKey(multikey.read_public(word)) for word in settings.SIGNING_KEY_OLD if word.strip()]
    except ValueError as error:
        raise NotSetUpError(f"SIGNING_KEY_OLD holds what is {error}.") from error


def all_keys() -> list[PublicKey]:
    """The one that signs first. Raises NotSetUpError."""
    now = signing_key().public
    return [now, *(key for key in keys_before() if key.word != now.word)]


def _of_the_trial(directory: Path) -> str:
    """Made once, whoever asks first; processes that start together read the same one."""
    path = directory / OF_A_TRIAL
    if not path.exists():
        directory.mkdir(parents=True, exist_ok=True)
        draft = directory / f"{OF_A_TRIAL}.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
            written.write(multikey.private_word(Ed25519PrivateKey.generate()) + "\n")
        try:
            os.link(draft, path)  # fails where another process was quicker, and leaves no half-written file
        except FileExistsError:
            return path.read_text().strip()
        finally:
            draft.unlink()
    return path.read_text().strip()


def _base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
