"""What a credential tells about an award."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID

from recognition.art import ArtParameters
from recognition.credentials.evidence import evidence_of
from recognition.credentials.issuer import Issuer
from recognition.credentials.open_badges import Contents
from recognition.credentials.places import PURPOSES
from recognition.models import Award, Badge, Person

_PICTURE = 512  # px


def contents_of(award: Award, *, key: UUID, place: tuple[int, int], issuer: Issuer) -> Contents:
    """Of an award with its badge and person. In the words that are stored, whatever language its maker reads."""
    badge, number, index = award.badge, *place
    kind, holder = _identity(award.person)
    return Contents(
        address=issuer.address("credential", key),
        name=f"{badge.name} ({award.tier})" if award.tier else badge.name,
        badge=badge.name,
        purpose=badge.purpose,
        page=issuer.address("badge", badge.slug),
        picture=_picture(badge, award.tier, issuer),
        criteria=_criteria(badge.criteria_text, award),
        evidence=evidence_of(award),
        holder=holder,
        holder_kind=kind,
        # Against tables of hashes made beforehand; who knows the address can still check it, as the format means it.
        salt=secrets.token_hex(16),
        valid_from=award.given_at,
        valid_until=award.expires_at,
        status=[(issuer.address("credential_status", number, purpose), purpose, index) for purpose in PURPOSES],
    )


def _identity(person: Person) -> tuple[str, str]:
    """What the holder is known by, hashed: the e-mail address, or the key of the directory where there is none."""
    return ("emailAddress", person.email.strip().lower()) if person.email else ("systemId", person.key)


def _criteria(sentences: Sequence[str], award: Award) -> str:
    """The rule in plain words, and which version of it gave the award."""
    if award.rule_version is None:
        return "Given by the people who answer for this badge, with a reason."
    version = f"Given by version {award.rule_version} of the badge's rule."
    if not sentences:
        return version
    asked = "\n".join(f"- {sentence}" for sentence in sentences)
    return f"{version} The badge asks for:\n{asked}"


def _picture(badge: Badge, tier: str, issuer: Issuer) -> str:
    """Public, and it says nothing about anybody."""
    digest = ArtParameters.from_json(badge.art, seed=badge.slug).digest
    query = f"size={_PICTURE}&v={digest}" + (f"&tier={tier}" if tier else "")
    return f"{issuer.address('badge_art', badge.slug)}?{query}"
