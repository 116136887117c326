"""Whatever a signed message holds: it is read, or refused with its place. Nothing else ever comes out."""

import copy
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognition.deliveries.contract import Account, OutcomeFact, Reading, ReversalFact, UnreadableError
from recognition.deliveries.parts import KEY_CHARACTERS
from recognition.sources.cdevents.source import CDEvents
from recognition.sources.gitlab.source import GitLab
from recognition.sources.jira.source import Jira
from recognition.sources.pagerduty.source import PagerDuty
from tests.recognition.sources import messages
from tests.recognition.sources.messages import cdevent, changed, in_cloudevent

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
GITLAB, JIRA, PAGERDUTY, CDEVENTS = GitLab(), Jira(), PagerDuty(), CDEvents()
PEOPLE = {
    "authors": [{"id": 1, "name": "Ada"}],
    "rolled_back_artifact_id": "a",
    "reviewer": "g",
    "decision": "approved",
}
PLACE = {"environment": {"id": "prod"}, "artifactId": "a", "repository": {"id": "r"}, "assignees": ["ada"]}
REVERT = "Closes #3\n\nThis reverts merge request !9"
MESSAGES = [
    (GITLAB, messages.GITLAB_CHANGE),
    (
        GITLAB,
        changed(messages.GITLAB_CHANGE, object_attributes__title='Revert "x"', object_attributes__description=REVERT),
    ),
    (GITLAB, changed(messages.GITLAB_CHANGE, object_attributes__action="approved")),
    (GITLAB, messages.GITLAB_ISSUE),
    (GITLAB, messages.GITLAB_DEPLOYMENT),
    (JIRA, messages.JIRA),
    (JIRA, changed(messages.JIRA, issue__fields__status={"statusCategory": {"key": "new"}})),
    (PAGERDUTY, messages.PAGERDUTY),
    *(
        (CDEVENTS, in_cloudevent(cdevent(kind, PLACE, PEOPLE)))
        for kind in ("change.merged", "change.reviewed", "ticket.closed", "service.deployed", "service.rolledback")
    ),
    (
        CDEVENTS,
        cdevent("approval.closed", {"decision": "approved", "responder": "g"}, {"approves": {"type": "change"}}),
    ),
]
SOURCES = [GITLAB, JIRA, PAGERDUTY, CDEVENTS]

odd_text = st.sampled_from(
    ["", " ", "\x00", "\ud800", "\u202e", "x" * 5_000, "UTC", "-1", "[REDACTED]", "٣", "2026-13-45"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**400), 10**400) | st.floats(allow_nan=False, allow_infinity=False)
    | odd_text | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


def places(value, way=()):
    """The way to every value inside a message."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield (*way, name)
        yield from places(inner, (*way, name))


@st.composite
def broken_messages(draw):
    source, message = draw(st.sampled_from(MESSAGES))
    broken = copy.deepcopy(message)
    for _ in range(draw(st.integers(1, 3))):
        known = list(places(broken))
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        holder = broken
        for name in way:
            holder = holder[name]
        if draw(st.booleans()) and isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = draw(anything)
    return source, broken


def check(source, headers, body):
    """Every door of the box, with what may come through it."""
    assert isinstance(source.verified(headers, body, ["secret"], now=NOW), bool)
    assert 0 < len(source.delivery_id(headers, body)) <= 200
    assert isinstance(source.event(headers, body), str)
    try:
        reading = source.read(headers, body)
    except UnreadableError:
        return
    assert isinstance(reading, Reading)
    assert bool(reading.facts) != bool(reading.ignored)
    for fact in reading.facts:
        assert fact.at.tzinfo is not None
        key = fact.key if isinstance(fact, OutcomeFact) else fact.outcome_key
        assert 0 < len(key) <= KEY_CHARACTERS
        assert key.isprintable()
        if isinstance(fact, OutcomeFact):
            assert all(who != Account() for who in fact.authors)
            assert max(len(fact.root), len(fact.area)) <= 200
            assert len(fact.title) <= 300
        if isinstance(fact, ReversalFact):
            assert fact.by_outcome_key != key


@given(broken_messages())
def test_a_message_with_wrong_parts_is_read_or_refused(made):
    source, broken = made
    check(source, {}, json.dumps(broken).encode())


HEADERS = (
    "content-type", "x-gitlab-token", "idempotency-key", "webhook-id", "webhook-timestamp", "webhook-signature",
    "x-hub-signature", "x-hub-signature-256", "x-pagerduty-signature", "x-atlassian-webhook-identifier",
)  # fmt: skip


@given(
    st.sampled_from(SOURCES),
    st.binary(max_size=200),
    st.dictionaries(st.sampled_from(HEADERS), st.text(max_size=30) | odd_text),
)
def test_any_bytes_under_any_headers_are_read_or_refused(source, body, headers):
    check(source, headers, body)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@pytest.mark.parametrize("body", [b"[" * 500_000, b'{"a":' * 100_000, b"\xff" * 10, b"null", b"[]"], ids=range(5))
def test_nested_and_foreign_bodies_are_refused(source, body):
    check(source, {}, body)
    with pytest.raises(UnreadableError):
        source.read({}, body)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_message_of_the_test_button_is_signed_and_says_something(source):
    headers, body = source.sample("a secret", now=NOW)
    assert source.verified(headers, body, ["another", "a secret"], now=NOW)
    assert not source.verified(headers, body, ["another"], now=NOW)
    assert source.read(headers, body).facts
    assert headers.keys() == {name.lower() for name in headers}
