"""Who may read /metrics: whoever has the token or, where none is set, programs inside of the house."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare

from recognition.problems import problem_answer

LEAST_TOKEN_CHARACTERS = 24
# This machine, RFC 1918, and unique local addresses. Not what `is_private` says: that knows test networks too.
INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
# Whoever sends one of these is a proxy; then the address of who asked has to stand in X-Forwarded-For.
OF_PROXIES = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def checked_token(token: str) -> str:
    """Raises ImproperlyConfigured for one that can be guessed: nothing slows down whoever tries."""
    token = token.strip()
    if token and (len(token) < LEAST_TOKEN_CHARACTERS or not token.isascii()):
        raise ImproperlyConfigured(
            f"METRICS_TOKEN needs at least {LEAST_TOKEN_CHARACTERS} plain characters: give it what "
            "`openssl rand -hex 24` prints, or leave it empty (docs/operations.md)."
        )
    return token


def refusal(request: HttpRequest) -> HttpResponse | None:
    """None for who may read; else a problem that says what to do."""
    if settings.METRICS_TOKEN:
        return None if _has_token(request) else _token_wanted()
    if not _from_inside(request):
        return problem_answer(
            403,
            "not_from_inside",
            "Without METRICS_TOKEN only loopback and private addresses may read this, through proxies that name "
            "them in X-Forwarded-For. Set METRICS_TOKEN and send it as `Authorization: Bearer ...`.",
        )
    if not _asked_by_a_known_name(request):
        return problem_answer(
            403,
            "unknown_host",
            "Without METRICS_TOKEN ask by a host of ALLOWED_HOSTS, by localhost or by the machine's number, or set "
            "METRICS_TOKEN and send it as `Authorization: Bearer ...`.",
        )
    return None


def _has_token(request: HttpRequest) -> bool:
    kind, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    # Compared in any case: how long a refusal takes says nothing.
    return constant_time_compare(token.strip(), settings.METRICS_TOKEN) and kind.lower() == "bearer"


def _token_wanted() -> HttpResponse:
    answer = problem_answer(401, "token_wanted", "Send the value of METRICS_TOKEN as `Authorization: Bearer ...`.")
    answer["WWW-Authenticate"] = 'Bearer realm="metrics"'
    return answer


def _from_inside(request: HttpRequest) -> bool:
    """Every address on the way is one of ours. A stranger can write private ones before their own, and a proxy in
    front adds their own behind: so all have to be, however many proxies there are."""
    passed = request.META.get("HTTP_X_FORWARDED_FOR")
    if passed is None and any(name in request.META for name in OF_PROXIES):
        return False
    return _are_inside([request.META.get("REMOTE_ADDR", ""), *(passed.split(",") if passed is not None else ())])


def _are_inside(addresses: Iterable[str]) -> bool:
    return all(_is_inside(address.strip()) for address in addresses)


def _is_inside(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return any((mapped or address) in network for network in INSIDE)


def _asked_by_a_known_name(request: HttpRequest) -> bool:
    """A page of strangers, opened in a browser inside, can lead a name of its own to this machine (DNS rebinding) and
    read what it answers. It cannot do so by a number."""
    host, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
    if host == "localhost" or _is_number(host):
        return True
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
