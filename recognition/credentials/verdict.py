"""What a copy is worth: ours or not, as it was signed or not, and in force or not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recognition.credentials.issuer import issuer
from recognition.credentials.keys import NotSetUpError, PublicKey, all_keys
from recognition.credentials.open_badges import document_is_signed, token_is_signed
from recognition.credentials.reading import Copy
from recognition.models import Credential
from recognition.queries.credentials import Standing, find, standing_of


class Doubt(TextChoices):
    """Why a copy is not taken for ours."""

    ALTERED = "altered", _("Altered")
    NOT_OURS = "not_ours", _("Not from here")
    KEY_GONE = "key_gone", _("Signed with a key that is no longer used")
    FORGOTTEN = "forgotten", _("No longer known here")


@dataclass(frozen=True)
class Verdict:
    """`kind` is a `Standing` of a genuine copy, or a `Doubt`."""

    kind: Standing | Doubt
    credential: Credential | None = None  # of a genuine copy

    @property
    def genuine(self) -> bool:
        return isinstance(self.kind, Standing)


def judge(copy: Copy) -> Verdict:
    """Compare with what was signed, then verify the signature, then ask what came of it.

    A copy that is not word for word what we signed is never verified any further: no line of what a stranger made up
    reaches the JSON-LD processor, and no field can be changed that the signature would not notice.
    """
    made = _named_by(copy.claims)
    if made is None:
        return Verdict(Doubt.ALTERED if _says_it_is_ours(copy.claims) else Doubt.NOT_OURS)
    if not made.token:  # of a person who was erased: nothing is left to compare with
        return Verdict(Doubt.FORGOTTEN)
    if not _is_word_for_word(copy, made):
        return Verdict(Doubt.ALTERED)
    key = _key_of(made)
    if key is None:
        return Verdict(Doubt.KEY_GONE)
    signed = token_is_signed(copy.token, key) if copy.token else document_is_signed(copy.claims, key)
    if not signed:
        return Verdict(Doubt.ALTERED)
    return Verdict(standing_of(made), made)


def _named_by(claims: dict[str, Any]) -> Credential | None:
    """By the last part of its address: the site may have moved since."""
    address = claims.get("id")
    try:
        return find(UUID(address.rpartition("/")[2])) if isinstance(address, str) else None
    except ValueError:
        return None


def _is_word_for_word(copy: Copy, made: Credential) -> bool:
    """Documents may be laid out anew; what they say must be the same, down to the kind of each number."""
    return copy.token == made.token if copy.token else _laid_out(copy.claims) == _laid_out(json.loads(made.document))


def _laid_out(document: dict[str, Any]) -> str:
    return json.dumps(document, sort_keys=True)


def _key_of(made: Credential) -> PublicKey | None:
    try:
        return next((key for key in all_keys() if key.word == made.key_word), None)
    except NotSetUpError:
        return None


def _says_it_is_ours(claims: dict[str, Any]) -> bool:
    said = claims.get("issuer")
    said = said.get("id") if isinstance(said, dict) else said
    try:
        return bool(said == issuer().did)
    except NotSetUpError:
        return False
