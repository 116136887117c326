"""scim2-tester, whole, against the running product over HTTP."""

import pytest
from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

from recognition.actions import directory_tokens
from recognition.actions.actors import System


@pytest.mark.processes
@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_every_check_of_scim2_tester_passes(live_server):
    secret = directory_tokens.make(by=System("test"), name="tester", days=1)[1]
    headers = {"Authorization": f"Bearer {secret}"}
    with Client(base_url=f"{live_server.url}/scim/v2", headers=headers, timeout=60) as http:
        results = check_server(SyncSCIMClient(http))
    assert [(one.title, one.reason) for one in results if one.status is not Status.SUCCESS] == []
    assert len(results) > 80
    print(f"{len(results)} checks")
