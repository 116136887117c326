"""The company's sign-in as it is configured, and what it says of somebody. No Django here: the settings read it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class OpenID:
    """An OpenID provider; `issuer` without a slash at its end."""

    issuer: str
    client_id: str
    client_secret: str
    name: str = ""
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    groups_claim: str = "groups"
    trusts_email: bool = False  # the provider says no `email_verified`, and all its addresses are the company's


@dataclass(frozen=True)
class Saml:
    """A SAML identity provider; `certificates` are base64 without armour, any of which may sign."""

    idp_entity_id: str
    sso_url: str
    certificates: tuple[str, ...]
    entity_id: str = ""  # ours; empty: the address of our metadata
    name: str = ""
    email_attribute: str = ""  # empty: the usual names
    groups_attribute: str = "groups"


@dataclass(frozen=True)
class Identity:
    """Who the company's sign-in says has come.

    `email` is empty unless the provider vouches for it; `groups` is None where it could not say them.
    """

    way: str  # "openid" or "saml"
    issuer: str
    subject: str
    email: str
    groups: frozenset[str] | None

    @property
    def uid(self) -> str:
        """The subject at this issuer, in 64 characters: another issuer's same subject is somebody else."""
        return hashlib.sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()
