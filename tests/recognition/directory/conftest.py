import pytest

from recognition.actions import directory_tokens
from recognition.actions.actors import System
from tests.recognition.directory.provisioning import Provider


@pytest.fixture
def secret(db):
    return directory_tokens.make(by=System("test"), name="idp", days=30)[1]


@pytest.fixture
def idp(client, secret):
    return Provider(client, secret)
