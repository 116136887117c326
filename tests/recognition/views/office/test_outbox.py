"""What is on its way out, as the office sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.actions import outbox
from recognition.models import AuditEntry, Endpoint, OutboxMessage

PAGE = "/office/outbox"


@pytest.fixture
def message(ada):
    return outbox.put(channel="email", destination="ada", kind="at-once", payload={}, dedup_key="x", person=ada)


def become(message, **fields):
    OutboxMessage.objects.filter(pk=message.pk).update(**fields)


def do(client, message, act):
    return client.post(f"{PAGE}/{message.pk}/{act}", {"next": f"{PAGE}?show=dead"}, follow=True)


@pytest.mark.parametrize("reader", ["admin", "auditor"])
def test_it_says_what_was_given_up_and_why(reader, request, message):
    client = request.getfixturevalue(reader)
    become(message, state="dead", attempts=16, over_at=timezone.now(), last_error="550 <b>No such</b> mailbox")
    page = client.get(f"{PAGE}?show=dead").content.decode()
    assert "550 &lt;b&gt;No such&lt;/b&gt; mailbox" in page
    assert ("Send again" in page) == (reader == "admin")
    assert "Every message has left the house." in client.get(PAGE).content.decode()


def test_nobody_else_sees_it(seen_by, bo, message):
    assert seen_by(bo).get(PAGE).status_code == 403
    assert do(seen_by(bo), message, "cancel").status_code == 403


def test_an_auditor_changes_nothing(auditor, message):
    assert do(auditor, message, "retry").status_code == 403
    assert not AuditEntry.objects.exists()


def test_what_was_given_up_is_sent_again_with_all_its_attempts(admin, message):
    become(message, state="dead", attempts=16, over_at=timezone.now())
    assert "It is tried again now." in do(admin, message, "retry").content.decode()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.over_at) == ("waiting", 0, None)
    assert AuditEntry.objects.get().verb == "outbox.retry"


def test_what_waits_is_cancelled_and_wanted_again(admin, message):
    do(admin, message, "cancel")
    message.refresh_from_db()
    assert message.state == "cancelled"
    assert "does not wait any more" in do(admin, message, "cancel").content.decode()
    do(admin, message, "retry")
    message.refresh_from_db()
    assert message.state == "waiting"


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"state": "sent"}, "sent already"), ({"lease": "x", "leased_until": "soon"}, "being sent at this moment")],
    ids=["sent", "in hand"],
)
def test_what_is_sent_or_in_hand_stays_as_it_is(admin, message, fields, says):
    soon = timezone.now() + timedelta(minutes=1)
    become(message, **{name: soon if value == "soon" else value for name, value in fields.items()})
    assert says in do(admin, message, "retry").content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("query", ["show=", "show=x&channel=y", "show=trouble&channel=email&page=999", "page=\0"])
def test_odd_filters_show_something(admin, message, query):
    assert admin.get(f"{PAGE}?{query}").status_code == 200


def test_odd_acts_are_not_found(admin, message):
    assert do(admin, message, "burn").status_code == 404
    assert admin.post(f"{PAGE}/999999/retry").status_code == 404
    assert admin.get(f"{PAGE}/{message.pk}/retry").status_code == 405


def test_a_message_to_an_endpoint_is_known_by_the_name_of_it(admin, django_assert_max_num_queries):
    endpoint = Endpoint.objects.create(name="Intranet <b>", kind="webhook", host="hooks.example")
    for number in range(3):
        outbox.put(
            channel="webhook", destination=endpoint.destination, kind="endpoint.test", payload={}, dedup_key=f"{number}"
        )
    outbox.put(channel="webhook", destination="endpoint:gone", kind="endpoint.test", payload={}, dedup_key="gone")
    with django_assert_max_num_queries(20):
        page = admin.get(PAGE).content.decode()
    assert page.count(f'<a href="/office/webhooks/{endpoint.pk}">Intranet &lt;b&gt;</a>') == 3
    assert "endpoint:gone" in page
