import io

import pytest
import schemathesis
import yaml
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from knox.models import AuthToken
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.specs.openapi.checks import positive_data_acceptance

from badges_site.wsgi import application
from recognition.models import User

api = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.fixture
def token(ada, monkeypatch):
    """A token of Ada's that is never throttled."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)
    _, secret = AuthToken.objects.create(user=User.objects.create(username="ada", person=ada))
    return secret


@pytest.fixture
def connection_kept():
    """The real WSGI handler ends each request by closing connections that are in a transaction: the test's own.

    Django's test client keeps it the same way. SQLite in memory never closes, so only PostgreSQL shows it.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# What fits the shape may still be refused: there is no such person, or one would thank oneself.
@api.parametrize()
@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
def test_whatever_is_sent_the_answer_is_what_the_document_says(case, token, connection_kept, bo, badge):
    case.call_and_validate(excluded_checks=[positive_data_acceptance], headers={"Authorization": f"Token {token}"})


def test_the_document_is_valid_and_complete():
    out = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    document = yaml.safe_load(out.getvalue())
    assert document["openapi"].startswith("3.1")
    assert len(document["paths"]) >= 20


def test_every_operation_documents_its_errors_as_problems():
    for path, operations in api.raw_schema["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if status.startswith("4"):
                    assert set(answer["content"]) == {"application/problem+json"}, (path, method, status)


def test_the_document_is_public_in_both_formats(client):
    cache.clear()
    for wanted, got in (("application/vnd.oai.openapi+json", "json"), ("application/vnd.oai.openapi", "yaml")):
        answer = client.get("/api/v1/schema/", headers={"accept": wanted})
        assert answer.status_code == 200, got


def test_the_page_for_people_serves_everything_itself_and_nothing_inline(client):
    answer = client.get("/api/v1/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "http" not in page.replace("http-equiv", "")
    assert "<script>" not in page
    assert "<style" not in page
