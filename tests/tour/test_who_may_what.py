"""Every address, every role, every method: what is allowed stands in `allowed.txt`, and nothing else is.

A line says: address, method, and for whom it opens. What is left out is closed: refused, not found, or a method that
nobody has. Most requests carry no words, so that an open door answers 200, a redirect, 400 or 422, and a closed one
403 or 404 (or the sign-in). Each is taken back before the next.
"""

from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import resolve_url

from tests.tour.addresses import every_address
from tests.tour.bodies import BODIES
from tests.tour.visitors import WHO

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ALLOWED = Path(__file__).with_name("allowed.txt")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CLOSED = (401, 403, 404, 405)
# Open to nobody who is on the tour, and why.
NOT_ON_THE_TOUR = {
    "recognition:become": "asks for the person whom the button names; tests of the sign-in press it",
    "openid_begin": "where the company's sign-in is configured; its own tests go through it",
    "openid_back": "where the company's sign-in is configured",
    "saml_begin": "where the company's sign-in is configured",
    "saml_acs": "where the company's sign-in is configured",
    "saml_finish": "where the company's sign-in is configured",
    "saml_metadata": "where the company's sign-in is configured",
    "mfa_deactivate_totp": "for who has set it up",
    "mfa_view_recovery_codes": "for who has some",
    "recognition:sign_out": "leads to the sign-in, as a closed door does",
    "scoring:receive_metrics": "opens by a token of its own, never by a session",
    "scoring:receive_logs": "opens by a token of its own, never by a session",
    "recognition:hook": "opens by a signature, never by a session",
    "recognition:slack_command": "opens by a signature, never by a session",
    "recognition:unsubscribe": "opens by the signed address in an e-mail, never by a session",
    "recognition:scim_root": "opens by a token of its own, never by a session",
    "recognition:scim": "opens by a token of its own, never by a session",
    "recognition:panel_undo": "for the one who decided, for ten minutes",
    "scoring:rule_withdraw": "for the one who asked",
    "api:outcome-reports": "for the token of a service",
    "api:withdraw-publishing": "for the one who asked",
    "api:withdraw-nomination": "for the one who said it",
    "styleguide": "in debug mode only",
}


def read_table():
    """(address, method) -> who."""
    table = {}
    for line in ALLOWED.read_text().splitlines():
        if line and not line.startswith("#"):
            address, method, *who = line.split()
            assert (address, method) not in table, f"{address} {method} stands twice"
            table[address, method] = tuple(who)
    return table


def in_words(who):
    if who == WHO:
        return ("anybody",)
    return ("everybody",) if who == WHO[1:] else who


@contextmanager
def undone(client):
    """What comes of a request is taken back: what it wrote, and where it signed somebody in or out."""
    cache.clear()  # of the throttles
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def known(client, method, address):
    """Whether the address has this method at all."""
    with undone(client):
        return client.generic(method, address.url()).status_code != 405


def opens(client, method, address):
    """Whether the door opens."""
    said = BODIES.get(address.name) if method == "POST" else None
    how = {"content_type": "application/json"} if address.name.startswith("api:") else {}
    with undone(client):
        answer = client.post(address.url(), said, **how) if said else client.generic(method, address.url())
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code < 500, f"{method} {address.url()}: {answer.status_code}"
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith(resolve_url(settings.LOGIN_URL))
    return answer.status_code not in CLOSED and not to_sign_in


def test_every_door_opens_for_whom_the_table_says(clients, caplog):
    """Fails with the lines as they are, to be read and, where they are right, put into the table."""
    caplog.set_level("CRITICAL", logger="django.request")  # some thousand refusals
    found = {}
    for address in every_address():
        for method in METHODS:
            if not known(clients["admin"], method, address):
                continue
            who = tuple(name for name in WHO if opens(clients[name], method, address))
            if who:
                found[address.name, method] = in_words(who)
    expected = read_table()
    wrong = [
        f"{name} {method} {' '.join(who)}   # the table: {' '.join(expected.get((name, method), ['nobody']))}"
        for (name, method), who in found.items()
        if expected.get((name, method)) != who
    ]
    wrong += [
        f"{name} {method} # opens for nobody, yet stands in the table" for name, method in set(expected) - set(found)
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_address_can_be_opened_by_somebody():
    opened = {name for name, _method in read_table()}
    closed = {address.name for address in every_address()} - opened
    assert closed == set(NOT_ON_THE_TOUR)
