"""The only module that knows `openbadgeslib`: what it signs, packs and bakes. Everything else speaks plain JSON.

A young library of two authors: upper bound in pyproject, and in CI the results go to verifiers by other people.
"""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
from jwt.types import Options
from openbadgeslib import baking
from openbadgeslib.ob3 import (
    Achievement,
    Evidence,
    IdentityObject,
    OB3LdpSigner,
    OB3VerificationError,
    OpenBadgeCredential,
    add_data_integrity_proof,
    build_status_list_credential,
    status_entry,
    verify_data_integrity_proof,
)
from openbadgeslib.ob3 import Issuer as Profile

from recognition.credentials.issuer import Issuer
from recognition.credentials.keys import PublicKey

ENTRIES = 131_072  # of a status list: the least that W3C allows, so that one credential hides among many
TOKEN_TYPE = "vc+jwt"  # noqa: S105  # a media type
CARRIER = "openbadgecredential"  # keyword of the text chunk in a PNG
SVG_NAMESPACE = baking.SVG_NS_OB3


@dataclass(frozen=True)
class Contents:
    """What a credential tells, in plain words (`contents.of`)."""

    address: str
    name: str
    badge: str
    purpose: str
    page: str
    picture: str
    criteria: str
    evidence: list[tuple[str, str]]  # name, narrative
    holder: str  # what is hashed: never told
    holder_kind: str  # "emailAddress" or "systemId"
    salt: str
    valid_from: datetime
    valid_until: datetime | None
    status: list[tuple[str, str, int]]  # address of the list, purpose, index


@dataclass(frozen=True)
class Signed:
    document: str  # JSON-LD with a Data Integrity proof, eddsa-rdfc-2022
    token: str  # the same as a JWT


def sign(issuer: Issuer, contents: Contents) -> Signed:
    """Both forms of one credential, about 25 ms. Nothing is fetched: the contexts are in the library."""
    credential = _credential(issuer, contents)
    document = OB3LdpSigner(issuer.key.pem, issuer.method).sign(credential)
    return Signed(json.dumps(document, ensure_ascii=False), _token(issuer, credential.to_jwt_payload()))


def _credential(issuer: Issuer, contents: Contents) -> OpenBadgeCredential:
    achievement = Achievement(
        id=contents.page,
        name=contents.badge,
        description=contents.purpose,
        criteria_narrative=contents.criteria,
        image_url=contents.picture,
        achievement_type="Badge",
    )
    return OpenBadgeCredential(
        issuer=Profile(id=issuer.did, name=issuer.name, url=issuer.site),
        recipient_id=None,
        identifiers=[IdentityObject.create(contents.holder, contents.salt, contents.holder_kind)],
        achievement=achievement,
        id=contents.address,
        name=contents.name,
        issuance_date=contents.valid_from,
        expiration_date=contents.valid_until,
        evidence=[Evidence(name=name, narrative=narrative) for name, narrative in contents.evidence],
        credential_status=[status_entry(*entry) for entry in contents.status],
    )


def sign_status_list(
    issuer: Issuer, *, address: str, purpose: str, indexes: Iterable[int], since: datetime, until: datetime, ttl_ms: int
) -> Signed:
    """The list with these bits set. The same arguments give the same bytes, in every process."""
    unsigned = build_status_list_credential(
        issuer.did, address, purpose, (), size_bits=ENTRIES, issued=since, valid_until=until, ttl=ttl_ms
    )
    # gzip writes the time into its header: without it equal lists are equal bytes.
    unsigned["credentialSubject"]["encodedList"] = _packed(indexes)
    document = add_data_integrity_proof(unsigned, issuer.key.pem, issuer.method, created=since)
    claims = {
        **unsigned, "iss": issuer.did, "jti": address, "nbf": int(since.timestamp()), "exp": int(until.timestamp())
    }  # fmt: skip
    return Signed(json.dumps(document), _token(issuer, claims))


def _packed(indexes: Iterable[int]) -> str:
    bits = bytearray(ENTRIES // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def _token(issuer: Issuer, claims: dict[str, Any]) -> str:
    # By PyJWT: the library's own signer puts the key into the header, where a careless verifier would believe it.
    return jwt.encode(claims, issuer.key.private, "EdDSA", headers={"typ": TOKEN_TYPE, "kid": issuer.key_id})


def document_is_signed(document: dict[str, Any], key: PublicKey) -> bool:
    """Whether the proof is by this key. For documents whose every field is known: JSON-LD signs what fields mean."""
    try:
        verify_data_integrity_proof(document, key.pem)
    except OB3VerificationError:
        return False
    return True


def token_is_signed(token: str, key: PublicKey) -> bool:
    """Whether the signature is by this key, whatever its dates say."""
    unbounded: Options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False}
    try:
        jwt.decode(token, key.key, algorithms=["EdDSA"], options=unbounded)
    except jwt.InvalidTokenError:
        return False
    return True


def bake_png(png: bytes, document: str) -> bytes:
    return baking.bake_png(png, document, keyword=CARRIER.encode())


def bake_svg(svg: str, document: str) -> bytes:
    """As the text of the element that Open Badges 3.0 names, section 5.3.2."""
    return baking.bake_svg(
        svg.encode(), document, element=baking.SVG_ELEMENT_OB3, namespace=SVG_NAMESPACE, as_text=True
    )
