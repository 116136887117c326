"""The library's own tests of a storage, over ours."""

import pytest
from scim2_server.testing import ScimStorageContract

from recognition.directory.scim.provider import provider as our_provider
from recognition.directory.scim.storage import DirectoryStorage


@pytest.mark.django_db
class TestDirectoryStorage(ScimStorageContract):
    @pytest.fixture
    def provider(self):
        return our_provider()

    @pytest.fixture
    def storage(self, provider, db):
        return DirectoryStorage(provider)
