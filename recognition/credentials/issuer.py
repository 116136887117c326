"""Who signs: the site as did:web, and the document in which others find its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from recognition.credentials.keys import NotSetUpError, PublicKey, SigningKey, all_keys, signing_key

NAME = "Plaudit"
_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]


@dataclass(frozen=True)
class Issuer:
    did: str
    site: str  # its address, without a slash at the end
    key: SigningKey

    @property
    def name(self) -> str:
        return f"{NAME} at {urlsplit(self.site).netloc}"

    @property
    def method(self) -> str:
        """Names the key of a Data Integrity proof: a Multikey."""
        return f"{self.did}#{self.key.public.word}"

    @property
    def key_id(self) -> str:
        """Names the key of a JWT: a JSON Web Key."""
        return f"{self.did}#{self.key.public.jwk['kid']}"

    def address(self, name: str, *parts: object) -> str:
        """Of one of our pages, in full."""
        return self.site + reverse(f"recognition:{name}", args=[str(part) for part in parts])


def issuer() -> Issuer:
    """The issuer as it signs now.

    Raises:
        NotSetUpError: no key, or no address that a did:web can stand on.
    """
    return Issuer(_did_of(settings.SITE_URL), settings.SITE_URL, signing_key())


def why_not_set_up() -> str:
    """What is missing, for the operator; empty where credentials can be made."""
    try:
        issuer()
        all_keys()
    except NotSetUpError as missing:
        return str(missing)
    return ""


def did_document() -> dict[str, Any]:
    """What did:web resolves to: every key that signs or signed, each as Multikey and as JSON Web Key.

    Raises:
        NotSetUpError: see `issuer`.
    """
    did = issuer().did
    methods = [method for key in all_keys() for method in _methods(did, key)]
    return {
        "@context": _CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _methods(did: str, key: PublicKey) -> list[dict[str, Any]]:
    jwk = key.jwk
    return [
        {"id": f"{did}#{key.word}", "type": "Multikey", "controller": did, "publicKeyMultibase": key.word},
        {"id": f"{did}#{jwk['kid']}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk},
    ]


def _did_of(site: str) -> str:
    """did:web trusts TLS, so that only a trial may do without."""
    parts = urlsplit(site)
    if not parts.netloc or parts.path or parts.query or "@" in site:
        raise NotSetUpError("SITE_URL is not set to an address without a path, as https://plaudit.example.")
    if parts.scheme != "https" and not settings.DEBUG:
        raise NotSetUpError("SITE_URL must begin with https://: others find the keys there.")
    return "did:web:" + quote(parts.netloc.lower(), safe="")
