import pytest

from recognition.deliveries import intake, processing, secrets
from recognition.deliveries.registry import SOURCES
from recognition.models import Delivery, SourceAccount, SourceSecret
from tests.recognition.deliveries import messages


@pytest.fixture
def secret(db):
    return SourceSecret.objects.create(source="github", name="test", sealed=secrets.seal(messages.SECRET))


@pytest.fixture
def post(client, secret):
    """Deliver a message through the door."""

    def deliver(message, **more):
        headers, body = messages.signed(*message, **more)
        return post_raw(client, headers, body)

    return deliver


def post_raw(client, headers, body, source="github"):
    kind = headers.get("content-type", "application/json")
    return client.post(f"/hooks/{source}", data=body, content_type=kind, headers=headers)


@pytest.fixture
def accounts(ada, bo, chen, dina):
    """Whose accounts the messages name."""
    for login, person in (("octo-ada", ada), ("octo-bo", bo), ("octo-chen", chen), ("octo-dina", dina)):
        SourceAccount.objects.create(source="github", login=login, state="known", person=person)


def deliver_all(told, most=processing.AT_ONCE):
    """Without the door: keep each and work on all that waits, so many at once."""
    box = SOURCES["github"]
    for number, message in enumerate(told):
        headers, body = messages.signed(*message, delivery=f"{number}-{Delivery.objects.count()}")
        intake.keep(box, headers, body)
    while processing.work_waiting(most):
        pass
