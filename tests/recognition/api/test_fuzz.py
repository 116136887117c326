"""Whatever is sent to whatever door: a clear refusal, no failure of ours, and nothing stored."""

import json

import pytest
from django.apps import apps
from rest_framework.throttling import SimpleRateThrottle

from recognition.models import Role, RoleGrant
from tests.recognition.api.document import document

DEEP = 10_000
SAMPLES = {"person": "ada", "badge": "bridge-builder", "slug": "bridge-builder", "key": "x-1", "source": "git",
           "number": "1", "token": "abcdefgh", "code": "N02"}  # fmt: skip
BODIES = {
    "nested lists": ("[" * DEEP + "]" * DEEP, "application/json"),
    "nested objects": ('{"a":' * DEEP + "1" + "}" * DEEP, "application/json"),
    "not UTF-8": (b'{"reason": "\xff\xfe\xc3\x28"}', "application/json"),
    "UTF-16": ('{"reason": "x"}'.encode("utf-16"), "application/json"),
    "half a pair": (b'{"reason": "\\ud800"}', "application/json"),
    "too large": (json.dumps({"reason": "x" * 300_000}), "application/json"),
    "a form": ("reason=x", "application/x-www-form-urlencoded"),
    "a file": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "XML": ("<reason/>", "application/xml"),
    "text": ('{"reason": "x"}', "text/plain"),
    "nonsense for a type": ('{"reason": "x"}', "////;;;"),
    "a number with 5,000 digits": ('{"number": ' + "9" * 5000 + "}", "application/json"),
    "infinity": ('{"number": Infinity}', "application/json"),
}


def _writes():
    for path, operations in document()["paths"].items():
        for method in sorted({"post", "patch", "put"} & operations.keys()):
            if "requestBody" in operations[method]:
                yield method, path.format_map(SAMPLES)


def _rows():
    return {
        model._meta.label: model.objects.count()
        for app in ("recognition", "scoring", "knox")
        for model in apps.get_app_config(app).get_models()
    }


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    """A refusal for haste would hide what else there is."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)


@pytest.fixture
def of_every_role(as_person, ada, badge):
    for role in Role:
        RoleGrant.objects.create(person=ada, role=role, badge=badge if role == Role.STEWARD else None)
    return as_person(ada)


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_no_door_takes_a_broken_body(of_every_role, kind):
    body, content_type = BODIES[kind]
    before, doors = _rows(), list(_writes())
    assert len(doors) > 20
    for method, path in doors:
        answer = of_every_role.generic(method.upper(), path, body, content_type=content_type)
        assert 400 <= answer.status_code < 500, (path, answer.status_code)
        assert answer["Content-Type"] == "application/problem+json", path
    assert _rows() == before


VALUES = [None, True, -1, 2**63, 10**400, 1e308, "", "\x00", "\u202e", "x" * 5000, [], [[]], {}, {"a": {"b": [1]}}]


def test_no_field_takes_another_kind_of_value(of_every_role, ada):
    """Each field of each body, one at a time, with what it is not; the status is what the document says."""
    schemas = document()["components"]["schemas"]
    for method, path in _writes():
        route = next(route for route in document()["paths"] if route.format_map(SAMPLES) == path)
        content = document()["paths"][route][method]["requestBody"]["content"]["application/json"]
        fields = schemas[content["schema"]["$ref"].rpartition("/")[2]].get("properties", {})
        for value in VALUES if fields else ():
            body = dict.fromkeys(fields, value)
            answer = getattr(of_every_role, method)(path, body)
            assert answer.status_code < 500, (path, value)


@pytest.mark.parametrize(
    "header",
    ["Token " + "f" * 10_000, "Token \x00", "Token é", "Token", "Token a b c", "Bearer x.y.z", "Basic !!!"],
    ids=lambda header: f"{header[:9]!r} of {len(header)}",
)
def test_no_door_opens_to_a_strange_token(anybody, db, header):
    for address in ("people", "audit", "me", "me/preferences"):
        answer = anybody.get(f"/api/v1/{address}/", HTTP_AUTHORIZATION=header)
        assert answer.status_code == 401, address
    for method, path in _writes():
        if path != "/api/v1/tokens/":
            answer = getattr(anybody, method)(path, {}, HTTP_AUTHORIZATION=header)
            assert answer.status_code == 401, path


@pytest.mark.parametrize(
    "value", ["%00", "%ED%A0%80", "9" * 400, "a" * 5000], ids=lambda value: f"{value[:6]} of {len(value)}"
)
def test_no_parameter_of_a_list_breaks_it(of_every_role, value):
    for path, operations in document()["paths"].items():
        if "get" not in operations or "{" in path:
            continue
        for parameter in operations["get"].get("parameters", ()):
            if parameter["in"] == "query":
                answer = of_every_role.get(f"{path}?{parameter['name']}={value}")
                assert answer.status_code < 500, (path, parameter["name"])
