"""Whatever is changed over the API is changed as its sender read it, or not at all."""

import pytest

from recognition.actions import endpoints
from recognition.models import Endpoint, Role, RoleGrant
from tests.recognition.api.document import document

CHANGES = {
    "/api/v1/me/preferences/": {"patch": {"shows_badges": False}},
    "/api/v1/webhooks/{number}/": {"patch": {"events": ["award.given"]}, "delete": None},
}
EACH = [(path, method) for path, methods in CHANGES.items() for method in methods]


@pytest.fixture
def ask(as_person, ada):
    RoleGrant.objects.create(person=ada, role=Role.ADMIN)
    url, events = "https://hooks.example/in", ["thanks.given"]
    endpoints.make(by=ada, name="Intranet", kind="webhook", url=url, events=events)
    client = as_person(ada)

    def asks(method, path, body=None, **headers):
        address = path.format(number=Endpoint.objects.get().pk)
        return getattr(client, method)(address, body, headers=headers)

    return asks


def test_every_change_of_the_document_takes_if_match():
    documented = {
        (path, method)
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        if "If-Match" in {parameter["name"] for parameter in operation.get("parameters", ())}
    }
    assert documented == set(EACH)
    changes = {
        (path, method) for path, said in document()["paths"].items() for method in said.keys() & {"put", "patch"}
    }
    assert changes <= documented
    assert all("412" in document()["paths"][path][method]["responses"] for path, method in documented)


@pytest.mark.parametrize(("path", "method"), EACH)
def test_what_was_changed_meanwhile_is_refused_and_stays(ask, path, method):
    now = ask("get", path)
    for tag in ('"of another day"', "", 'W/"x", "y"', "nonsense"):
        late = ask(method, path, CHANGES[path][method], **{"If-Match": tag})
        assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json"), tag
        assert late.json()["errors"][0]["code"] == "changed_meanwhile"
    assert ask("get", path).json() == now.json()


@pytest.mark.parametrize(("path", "method"), EACH)
@pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}', "*", None])
def test_what_is_as_it_was_read_is_changed(ask, path, method, tag):
    read = ask("get", path)["ETag"]
    headers = {} if tag is None else {"If-Match": tag.format(read)}
    assert ask(method, path, CHANGES[path][method], **headers).status_code in (200, 204)
    if method != "delete":
        late = ask(method, path, CHANGES[path][method], **{"If-Match": read})
        assert late.status_code == 412
