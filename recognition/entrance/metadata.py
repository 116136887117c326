"""The metadata of a SAML identity provider, from a file that an administrator has downloaded."""

from __future__ import annotations

from pathlib import Path

MOST_BYTES = 1_000_000


class UnreadableMetadataError(ValueError):
    """Says what is wrong with the file, and what to do."""


def read_metadata(path: Path) -> tuple[str, str, list[str]]:
    """Entity id, address of the sign-in (HTTP-Redirect) and signing certificates in base64.

    Raises:
        UnreadableMetadataError: the file is missing, no XML, or lacks one of the three.
    """
    # Takes a tenth of a second to load, and few places use SAML.
    from lxml.etree import LxmlError
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

    try:
        text = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise UnreadableMetadataError(f"{path} cannot be read ({error.strerror}).") from error
    if len(text) > MOST_BYTES:
        raise UnreadableMetadataError(f"{path} is larger than {MOST_BYTES} bytes: is it the metadata of one provider?")
    try:
        idp = OneLogin_Saml2_IdPMetadataParser.parse(text).get("idp", {})
    except (LxmlError, ValueError) as error:
        raise UnreadableMetadataError(f"{path} is no SAML metadata ({error}).") from error
    certificates = idp.get("x509certMulti", {}).get("signing") or list(filter(None, [idp.get("x509cert")]))
    entity_id, address = idp.get("entityId"), idp.get("singleSignOnService", {}).get("url")
    for found, what in (
        (entity_id, "entityID"),
        (address, "SingleSignOnService with the binding HTTP-Redirect"),
        (certificates, "certificate for signing"),
    ):
        if not found:
            raise UnreadableMetadataError(f"{path} has no {what}.")
    return entity_id, address, certificates
