import io

import pytest
import schemathesis
import yaml
from django.core.cache import cache
from django.core.management import call_command
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from knox.models import AuthToken
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from badges_site.wsgi import application
from recognition.models import Role, RoleGrant, User

# How something that is wrong may be refused: too large a body is 413 before anybody looks into it.
REFUSED = ["400", "401", "403", "404", "405", "406", "412", "413", "415", "422", "429"]
config = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
api = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, config=config)


@pytest.fixture
def token(ada, badge, monkeypatch):
    """A token of Ada's, who has every role, that is never throttled: a refusal would hide what comes behind it."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_: True)
    for role in Role:
        RoleGrant.objects.create(person=ada, role=role, badge=badge if role == Role.STEWARD else None)
    _, secret = AuthToken.objects.create(user=User.objects.create(username="ada", person=ada))
    return secret


# What fits the shape may still be refused: there is no such person, or one would thank oneself.
@api.parametrize()
@settings(
    max_examples=5, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
def test_whatever_is_sent_the_answer_is_what_the_document_says(case, token, connection_kept, bo, badge):
    # Over WSGI it does not unpack what it says it takes packed.
    headers = {"Authorization": f"Token {token}", "Accept-Encoding": "identity"}
    case.call_and_validate(excluded_checks=[positive_data_acceptance], headers=headers)


def test_whatever_follows_from_an_answer_is_what_the_document_says(token, connection_kept, bo, badge):
    """Walks from answers to the addresses they lead to: what was made is found, what ended is gone."""

    class Walk(api.exclude(operation_id="end_token").as_state_machine()):
        def get_call_kwargs(self, case):
            return {"headers": {"Authorization": f"Token {token}", "Accept-Encoding": "identity"}}

        def validate_response(self, response, case, **more):
            case.validate_response(response, excluded_checks=[positive_data_acceptance], **more)

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10, stateful_step_count=6, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


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
