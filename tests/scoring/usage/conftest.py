import pytest
import time_machine

from recognition.actions.actors import System
from scoring.actions.usage import create_token
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def today(request):
    """15 June 2026, noon; the real clock where a real exporter has it too."""
    if "live_server" in request.fixturenames:
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secret(db):
    return create_token(by=System("test"), name="collector", days=30)[1]


@pytest.fixture
def deliver(client, secret):
    """Post a message to a door with the collector's token."""

    def post(message, door="/v1/metrics", **more):
        headers = {"Authorization": f"Bearer {secret}", **more.pop("headers", {})}
        content = message if isinstance(message, bytes) else message.SerializeToString()
        kind = more.pop("content_type", "application/x-protobuf")
        return client.post(door, data=content, content_type=kind, headers=headers)

    return post
