"""What somebody keeps to themselves cannot be found out: every answer is as if it were not there.

Not by a filter, a count, a search, a page that is shorter, an ETag, or another status.
"""

from contextlib import contextmanager

import pytest
from django.db import transaction
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from recognition.models import Award, Badge, Nomination, Preferences, RoleGrant, Thanks
from tests.conftest import NOW
from tests.recognition.api.document import document

VALUES = {
    "person": ["bo"], "nominee": ["bo"], "receiver": ["bo"], "nominator": ["chen"], "giver": ["chen"],
    "badge": ["bridge-builder"], "team": ["platform"], "manager": ["dina"], "search": ["bo", "bridge", "harbour"],
    "status": ["active", "frozen", "pending", "lapsed", "revoked"], "tier": ["gold"], "limit": ["1"],
    "since": ["2020-01-01T00:00:00Z"], "until": ["2030-01-01T00:00:00Z"],
}  # fmt: skip
SAMPLES = {"person": "bo", "badge": "bridge-builder", "slug": "bridge-builder"}
# Where things of others are shown; nothing else speaks of awards and words.
LISTS = ("awards", "badges", "nominations", "people", "teams", "thanks", "decisions")


def _addresses():
    """Every list with each of its filters, and what they lead to."""
    for noun in LISTS:
        path = f"/api/v1/{noun}/"
        yield path
        for parameter in document()["paths"][path]["get"].get("parameters", ()):
            for value in VALUES.get(parameter["name"], ()):
                yield f"{path}?{parameter['name']}={value}"
    yield from (
        "/api/v1/awards/bo/bridge-builder/", "/api/v1/nominations/n-1/", "/api/v1/badges/bridge-builder/",
        "/api/v1/people/bo/", "/api/v1/decisions/bo/bridge-builder/",
        "/api/v1/decisions/bo/bridge-builder/explanation/",
        "/api/v1/awards/?person=bo&status=active&tier=gold", "/api/v1/messages/", "/api/v1/me/",
    )  # fmt: skip


def _everything(client, addresses=None):
    answers = {address: client.get(address) for address in addresses or _addresses()}
    return {
        address: (answer.status_code, answer.content, answer.headers.get("ETag")) for address, answer in answers.items()
    }


def _changed(before, after):
    return {address for address in after if after[address] != before[address]}


@pytest.fixture
def others(ada, bo, chen, eve, dina, badge):
    """There is more than Bo's: an empty list would hide nothing."""
    Award.objects.create(badge=badge, person=eve, given_at=NOW, rule_version=1, tier="gold")
    Thanks.objects.create(giver=chen, receiver=eve, text="For the map of the harbour.", at=NOW)


def _award(person, **more):
    badge = Badge.objects.get(slug="bridge-builder")
    said = {"badge": badge, "person": person, "given_at": NOW, "rule_version": 1, "tier": "gold", "why": ["Three."]}
    return Award.objects.create(**{**said, **more})


def _words(giver, receiver, **more):
    badge = Badge.objects.get(slug="bridge-builder")
    Nomination.objects.create(
        key="n-1", badge=badge, nominator=giver, nominee=receiver, reason="Drew the harbour map.", at=NOW,
        quarter=8105, **more,
    )  # fmt: skip
    Thanks.objects.create(giver=giver, receiver=receiver, text="Thank you for the harbour map.", at=NOW, **more)


KEPT = {
    "badges kept private": lambda bo, chen: (
        Preferences.objects.create(person=bo, shows_badges=False),
        _award(bo),
    ),
    "an award that is hidden": lambda bo, chen: _award(bo, hidden=True),
    "an award that was declined": lambda bo, chen: _award(bo, declined_at=NOW, status="lapsed"),
    "an award that waits": lambda bo, chen: _award(bo, status="pending"),
    "an award that was revoked": lambda bo, chen: _award(bo, status="revoked"),
    "words kept private": lambda bo, chen: (
        Preferences.objects.create(person=bo, shows_words=False),
        _words(chen, bo),
    ),
    "words that were withdrawn": lambda bo, chen: _words(chen, bo, withdrawn_at=NOW),
}


# What tells most, for those of whom nothing else is expected.
SHORT = (*(f"/api/v1/{noun}/" for noun in LISTS), "/api/v1/awards/bo/bridge-builder/", "/api/v1/nominations/n-1/")


@pytest.fixture
def plain(as_person, monkeypatch):
    """`plain(ada)`: without a look at the document, which other tests take, and without limits."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)

    def client_of(person):
        checked, client = as_person(person), APIClient()
        client.credentials(**checked._credentials)
        return client

    return client_of


@contextmanager
def _for_a_moment():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_is_kept_private_changes_no_answer_to_a_colleague_or_a_manager(plain, others, ada, dina, bo, chen):
    colleague, manager, holder = plain(ada), plain(dina), plain(bo)
    before, told, own = _everything(colleague), _everything(manager, SHORT), _everything(holder, SHORT)
    found = {}
    for kept, happens in KEPT.items():
        with _for_a_moment():
            happens(bo, chen)
            found[kept] = _changed(before, _everything(colleague)) | _changed(told, _everything(manager, SHORT))
            assert _everything(holder, SHORT) != own, f"{kept}: who it is about sees it"
    assert found == {kept: set() for kept in KEPT}


def test_a_review_changes_no_answer_to_others(plain, others, ada, bo):
    award, reader = _award(bo), plain(ada)
    before = _everything(reader)
    Award.objects.filter(pk=award.pk).update(status="frozen")
    assert _changed(before, _everything(reader)) == set()


def test_the_law_can_fail(plain, others, ada, bo):
    """What is not kept private does change answers: the table looks at the right places."""
    reader = plain(ada)
    before = _everything(reader)
    _award(bo)
    changed = _changed(before, _everything(reader))
    assert {"/api/v1/awards/?tier=gold", "/api/v1/badges/", "/api/v1/awards/bo/bridge-builder/"} <= changed


def test_a_steward_of_another_badge_sees_no_more_than_others(plain, others, ada, bo, chen):
    other = Badge.objects.create(slug="mentor", name="Mentor", purpose="Helps.", state="live")
    RoleGrant.objects.create(person=ada, role="steward", badge=other)
    reader = plain(ada)
    before = _everything(reader, SHORT)
    KEPT["badges kept private"](bo, chen)
    _words(chen, bo, withdrawn_at=NOW)
    assert _changed(before, _everything(reader, SHORT)) == set()
