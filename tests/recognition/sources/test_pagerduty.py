import hashlib
from datetime import UTC, datetime

import pytest

from recognition.deliveries.contract import Account, ReversalFact
from recognition.deliveries.signatures import hex_of
from recognition.sources.pagerduty.source import PagerDuty
from tests.recognition.sources.messages import PAGERDUTY, body, changed

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
ADA, GRACE = Account(user_id="PADA", name="Ada Lovelace"), Account(user_id="PGRACE", name="Grace Hopper")


def read(**values):
    return PagerDuty().read({}, body(changed(PAGERDUTY, **values)))


def test_a_resolved_incident_is_of_who_resolved_it_and_who_was_assigned():
    (fact,) = read().facts
    assert (fact.key, fact.kind, fact.at, fact.root) == ("Q1", "incident_resolved", TEN, "Q1")
    assert (fact.authors, fact.co_authors) == ((ADA,), (GRACE,))
    assert (fact.area, fact.title) == ("Lighthouse", "The lamp is out")


def test_the_resolver_counts_where_nobody_is_assigned_any_more():
    assert read(event__data__assignees=[]).facts[0].authors == (ADA,)


@pytest.mark.parametrize(
    "agent", [None, {"id": "PINT", "type": "inbound_integration_reference"}], ids=["none", "integration"]
)
def test_a_monitor_that_resolves_is_nobody(agent):
    fact = read(event__agent=agent).facts[0]
    assert (fact.authors, fact.co_authors) == ((GRACE,), (ADA,))
    assert read(event__agent=agent, event__data__assignees=[]).ignored


def test_an_incident_merged_into_another_is_not_resolved():
    assert read(event__data__resolve_reason={"type": "merge_resolve_reason"}).ignored


def test_a_reopened_incident_reverses_its_resolution():
    assert read(event__event_type="incident.reopened").facts == (ReversalFact("Q1", "reopened", TEN),)


@pytest.mark.parametrize("kind", ["incident.triggered", "incident.acknowledged", "pagey.ping", "service.updated"])
def test_other_events_are_acknowledged(kind):
    assert read(event__event_type=kind).ignored


def test_one_of_several_signatures_is_enough():
    source, message = PagerDuty(), body(PAGERDUTY)
    header = f"v1={'0' * 64}, v1={hex_of(message, 'new')}"
    assert source.verified({"x-pagerduty-signature": header}, message, ["new"], now=TEN)
    for wrong in ("", hex_of(message, "new"), f"v0={hex_of(message, 'new')}", "v1=", f"v1={hex_of(message, 'old')}"):
        assert not source.verified({"x-pagerduty-signature": wrong}, message, ["new"], now=TEN)


def test_the_id_of_the_event_names_the_delivery():
    source = PagerDuty()
    assert source.delivery_id({}, body(PAGERDUTY)) == "01E"
    assert source.delivery_id({}, b"[]") == hashlib.sha256(b"[]").hexdigest()
    assert source.event({}, body(PAGERDUTY)) == "incident.resolved"
