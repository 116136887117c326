import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recognition.deliveries.contract import Account, ReversalFact, UnreadableError, VerificationFact
from recognition.deliveries.signatures import hex_of
from recognition.sources.cdevents.source import CDEvents
from tests.recognition.sources.messages import body, cdevent, in_cloudevent

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "payloads"
FEATURE = SAMPLES / "cloudevents" / "http-protocol-binding.feature"
TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
PEOPLE = {"authors": ["ada"]}
MERGED = cdevent("change.merged", {"repository": {"id": "sea/lighthouse"}}, PEOPLE)
BATCH = {"content-type": "application/cloudevents-batch+json; charset=utf-8"}
SERVICE = {"environment": {"id": "production"}, "artifactId": "pkg:oci/lamp@2"}


def read(event, headers=None):
    return CDEvents().read(headers or {}, body(event))


def test_binary_structured_and_batched_say_the_same():
    packed = in_cloudevent(MERGED)
    del packed["data"]
    packed["data_base64"] = base64.b64encode(body(MERGED)).decode()
    readings = [read(MERGED), read(in_cloudevent(MERGED)), read(packed), read([in_cloudevent(MERGED)], BATCH)]
    assert all(reading == readings[0] for reading in readings)
    (fact,) = readings[0].facts
    assert (fact.key, fact.kind, fact.at, fact.area) == ("change:/ci#s1", "change_merged", TEN, "sea/lighthouse")
    assert fact.authors == (Account(login="ada"),)


@pytest.mark.parametrize(
    ("said", "account"),
    [("ada", Account(login="ada")), ("ada@b.example", Account(email="ada@b.example")),
     ("urn:user:1", Account(user_id="urn:user:1")), ({"id": 1, "name": "Ada"}, Account(user_id="1", name="Ada")),
     ({"email": "a@b.example", "email_verified": True}, Account(email="a@b.example", email_verified=True)),
     ({"login": "ci", "automated": True}, Account(login="ci", automated=True))],
    ids=["login", "address", "urn", "id", "verified", "machine"],
)  # fmt: skip
def test_people_are_said_in_text_or_as_objects(said, account):
    assert read(cdevent("change.merged", custom={"authors": [said]})).facts[0].authors == (account,)


@pytest.mark.parametrize("said", [5, [], {"name": "Ada"}, [["ada"]], [5]], ids=repr)
def test_people_said_otherwise_are_refused(said):
    event = cdevent("change.merged", custom={"authors": said})
    if said == []:
        assert "customData.authors" in read(event).ignored
        return
    with pytest.raises(UnreadableError, match="customData"):
        read(event)


@pytest.mark.parametrize("kind", ["change.merged", "incident.resolved", "service.deployed"])
def test_an_event_that_names_nobody_says_what_to_add(kind):
    assert "customData.authors" in read(cdevent(kind, SERVICE)).ignored


def test_a_closed_ticket_is_of_its_assignees():
    content = {"summary": "Lamp", "assignees": ["ada", "grace"], "resolution": "completed", "group": "lights"}
    (fact,) = read(cdevent("ticket.closed", content)).facts
    assert (fact.key, fact.kind, fact.area) == ("ticket:/ci#s1", "ticket_closed", "lights")
    assert [who.login for who in fact.authors] == ["ada", "grace"]
    assert read(cdevent("ticket.closed", content | {"resolution": "wontfix"})).ignored
    assert read(cdevent("ticket.closed", content | {"assignees": []})).ignored


def test_an_incident_resolved():
    content = {"description": "Lamp restored", "service": {"id": "lamp"}}
    (fact,) = read(cdevent("incident.resolved", content, PEOPLE)).facts
    assert (fact.key, fact.root, fact.area, fact.title) == ("incident:/ci#s1", fact.key, "lamp", "Lamp restored")


def test_a_roll_back_reverses_the_deployment_it_names():
    (deployed,) = read(cdevent("service.deployed", SERVICE, PEOPLE)).facts
    older = SERVICE | {"artifactId": "pkg:oci/lamp@1"}
    back = cdevent("service.rolledback", older, {"rolled_back_artifact_id": "pkg:oci/lamp@2", "reason": "dark"})
    assert read(back).facts == (ReversalFact(deployed.key, "rolled_back", TEN, reason="dark"),)
    assert deployed.key == "service:/ci#s1@production:pkg:oci/lamp@2"
    assert "rolled_back_artifact_id" in read(cdevent("service.rolledback", older)).ignored


def test_a_review_and_an_approval_confirm():
    review = {"reviewer": "grace", "decision": "approved"}
    assert read(cdevent("change.reviewed", custom=review)).facts == (
        VerificationFact("change:/ci#s1", Account(login="grace"), "reviewed", TEN),
    )
    assert read(cdevent("change.reviewed", custom=review | {"decision": "rejected"})).ignored
    closed = {"responder": "urn:user:grace", "decision": "approved"}
    about = {"approves": {"type": "change", "id": "c9", "source": "/ci"}}
    assert read(cdevent("approval.closed", closed, about)).facts == (
        VerificationFact("change:/ci#c9", Account(user_id="urn:user:grace"), "accepted", TEN),
    )
    assert read(cdevent("approval.closed", closed | {"decision": "rejected"}, about)).ignored
    assert "customData.approves" in read(cdevent("approval.closed", closed)).ignored


def test_an_approval_of_a_deployment_finds_it():
    (deployed,) = read(cdevent("service.deployed", SERVICE, PEOPLE)).facts
    about = {
        "type": "service",
        "id": "s1",
        "source": "/ci",
        "environment": {"id": "production"},
        "artifact_id": "pkg:oci/lamp@2",
    }
    closed = cdevent("approval.closed", {"responder": "grace", "decision": "approved"}, {"approves": about})
    assert read(closed).facts[0].outcome_key == deployed.key


@pytest.mark.parametrize("kind", ["change.created", "pipelinerun.finished", "testsuiterun.finished", "new.thing"])
def test_other_events_are_acknowledged(kind):
    assert read(cdevent(kind)).ignored


def test_another_cloudevent_is_acknowledged():
    reading = read({"specversion": "1.0", "id": "1", "source": "/s", "type": "com.example.thing", "data": "text"})
    assert reading.ignored
    assert reading.kind == "com.example.thing"


@pytest.mark.parametrize("content", [b'{"message": "Hello World!"}', b"<xml/>", b"", b"[]"], ids=range(4))
def test_another_cloudevent_in_binary_mode_is_acknowledged(content):
    headers = {"ce-specversion": "1.0", "ce-type": "com.example.someevent", "ce-id": "1", "ce-source": "/s"}
    assert CDEvents().read(headers, content).kind == "com.example.someevent"
    assert CDEvents().read(headers, content).ignored
    with pytest.raises(UnreadableError):
        CDEvents().read(headers | {"ce-type": "dev.cdevents.change.merged.0.3.0"}, content)


@pytest.mark.skipif(not FEATURE.is_file(), reason="the sample payloads are not beside the repository")
def test_the_requests_of_the_conformance_suite_are_understood():
    """With the event of the suite, and with a CDEvent in its place."""
    requests = re.findall(r'"""\s*POST.*?\n(.*?)\n\s*\n(.*?)"""', FEATURE.read_text(), re.DOTALL)
    assert len(requests) == 2
    for kind, (head, content) in zip(("application/json", "application/cloudevents+json"), requests, strict=True):
        lines = (line.strip().partition(": ") for line in head.replace("<contentType>", kind).splitlines())
        headers = {name.lower(): value for name, _, value in lines}
        suite = CDEvents().read(headers, content.encode())
        assert (suite.kind, suite.facts) == ("com.example.someevent", ())
        packed = in_cloudevent(MERGED) if "cloudevents" in kind else MERGED
        assert read(packed, headers | {"ce-type": MERGED["context"]["type"]}).facts


def test_an_envelope_about_another_event_is_refused():
    with pytest.raises(UnreadableError, match="context"):
        read(in_cloudevent(MERGED) | {"id": "e2"})


def test_one_unreadable_event_refuses_the_whole_batch():
    with pytest.raises(UnreadableError, match=r"\[1\]"):
        read([in_cloudevent(MERGED), {"specversion": "1.0"}], BATCH)


def test_two_ways_of_signing_and_only_the_body_is_believed():
    source, message = CDEvents(), body(MERGED)
    headers, sample = source.sample("s", now=TEN)
    assert source.verified(headers, sample, ["s"], now=TEN)
    assert source.verified({"x-hub-signature-256": f"sha256={hex_of(message, 's')}"}, message, ["s"], now=TEN)
    assert not source.verified({"x-hub-signature-256": f"sha256={hex_of(message, 't')}"}, message, ["s"], now=TEN)
    forged = {"ce-id": "other", "ce-source": "/other", "ce-type": "dev.cdevents.ticket.closed.0.2.0"}
    assert source.delivery_id(forged, message) == source.delivery_id({}, message)
    assert source.delivery_id({}, body(in_cloudevent(MERGED))) == source.delivery_id({}, message)
    assert read(MERGED, forged) == read(MERGED)
