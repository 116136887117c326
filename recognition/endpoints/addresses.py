"""Where may be posted to: public hosts by HTTPS, and what the operator allows inside of the house.

Whoever may enter an address must not reach what only this server reaches: other machines of its network, itself, the
metadata of its cloud. Names are looked up anew for every message, every address of the name is checked, and the
connection goes to the one that was checked.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal

LONGEST = 2000
# The last 32 bits of these are an address of IPv4, to which a gateway passes on.
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Address = IPv4Address | IPv6Address


class ForbiddenAddressError(Exception):
    """The name leads somewhere where nothing may be posted to, or nowhere."""


@dataclass(frozen=True, slots=True)
class Target:
    host: str
    port: int
    path: str  # with the query
    https: bool

    @property
    def authority(self) -> str:
        """As the header `Host` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.https else 80) else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """Read an address that somebody entered.

    Raises:
        ValidationError: on the field `url`, saying what an address needs.
    """
    said = _("Enter the whole address, such as https://hooks.example/plaudit.")
    if len(url) > LONGEST or not url.isprintable() or any(character.isspace() for character in url):
        raise refusal(said, code="url", field="url")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if not _is_ip(parts.hostname) else parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        path.encode("ascii")
    except (ValueError, UnicodeError) as broken:
        raise refusal(said, code="url", field="url") from broken
    if parts.scheme not in ("https", "http") or not host or "@" in parts.netloc or parts.fragment:
        raise refusal(said, code="url", field="url")
    allowed = _is_allowed(host, _ip(host))
    if parts.scheme == "http" and not allowed:
        raise refusal(_("Only https:// is posted to."), code="https", field="url")
    address = _ip(host)
    if address is not None and not allowed and not _is_public(address):
        raise refusal(_("This address is not a public one. Operators allow others."), code="private", field="url")
    return Target(host, port, path, parts.scheme == "https")


def checked_address(target: Target) -> str:
    """An address of the host, now. Every address of the name is checked, so that none can be hidden among others.

    Raises:
        ForbiddenAddressError
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddressError(f"The host {target.host} is not found.") from error
    addresses = [ip for entry in found if (ip := _ip(str(entry[4][0]))) is not None]
    for address in addresses:
        allowed = _is_allowed(target.host, address)
        if not (allowed or (target.https and _is_public(address))):
            raise ForbiddenAddressError(f"{target.host} is not a public host. WEBHOOK_ALLOWED_PRIVATE allows others.")
    if not addresses:
        raise ForbiddenAddressError(f"The host {target.host} has no address.")
    return str(addresses[0])


def _is_allowed(host: str, address: Address | None) -> bool:
    """Of the operator's list: the host by its name, or the address in a network."""
    for entry in settings.WEBHOOK_ALLOWED_PRIVATE:
        if entry.casefold() == host.casefold():
            return True
        try:
            network = ipaddress.ip_network(entry)
        except ValueError:
            continue  # a name
        if address is not None and address.version == network.version and address in network:
            return True
    return False


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _TRANSLATED):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _is_ip(host: str | None) -> bool:
    return _ip(host or "") is not None


def _ip(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
