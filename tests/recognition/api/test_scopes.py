"""A token opens what its scopes say, and never more than its owner may."""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone
from knox.models import AuthToken

from recognition import scopes
from recognition.actions import tokens
from recognition.api.doors import ApiView
from recognition.models import Role, RoleGrant, TokenName, User
from tests.recognition.api.conftest import CheckedClient

PASSWORD = "a quiet harbour at six"
# An address to read, one to write, and the scope they ask for.
DOORS = [
    ("get", "people/", scopes.READ),
    ("get", "decisions/", scopes.READ),
    ("get", "appeals/", scopes.READ),
    ("post", "nominations/", scopes.RECOGNISE),
    ("post", "thanks/", scopes.RECOGNISE),
    ("post", "outcomes/", scopes.OUTCOMES),
    ("post", "verifications/", scopes.OUTCOMES),
    ("post", "reversals/", scopes.OUTCOMES),
    ("get", "messages/", scopes.OWN),
    ("get", "me/preferences/", scopes.OWN),
    ("patch", "me/preferences/", scopes.OWN),
    ("post", "appeals/", scopes.OWN),
    ("post", "batch-jobs/", scopes.OWN),
    ("post", "awards/ada/bridge-builder/hide/", scopes.OWN),
    ("post", "awards/ada/bridge-builder/approve/", scopes.PANEL),
    ("get", "rules/", scopes.RULES),
    ("post", "rules/check/", scopes.RULES),
    ("get", "findings/", scopes.CASES),
    ("get", "cases/", scopes.CASES),
    ("post", "snoozes/", scopes.CASES),
    ("post", "awards/ada/bridge-builder/freeze/", scopes.CASES),
    ("get", "audit/", scopes.AUDIT),
    ("get", "webhooks/", scopes.WEBHOOKS),
    ("post", "webhooks/", scopes.WEBHOOKS),
    ("patch", "webhooks/1/", scopes.WEBHOOKS),
    ("delete", "webhooks/1/", scopes.WEBHOOKS),
    ("get", "webhooks/1/deliveries/", scopes.WEBHOOKS),
]


@pytest.fixture
def narrowed(ada):
    """`narrowed("read")` is a client with a token of Ada's that is narrowed to that."""
    user = User.objects.create(username="ada", person=ada)

    def client_of(*wanted):
        token, secret = AuthToken.objects.create(user=user)
        TokenName.objects.create(token=token, name="test", scopes=list(wanted))
        client = CheckedClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
        return client

    return client_of


def _lacks_scope(answer):
    return answer.status_code == 403 and answer.json()["errors"][0]["code"] == "missing_scope"


@pytest.mark.parametrize(("method", "address", "scope"), DOORS)
def test_an_address_opens_with_its_scope_and_with_no_other(narrowed, method, address, scope):
    ask = getattr(narrowed(scope), method)
    assert not _lacks_scope(ask(f"/api/v1/{address}"))
    others = [other for other in scopes.SCOPES if other != scope]
    refused = getattr(narrowed(*others), method)(f"/api/v1/{address}")
    assert _lacks_scope(refused)
    assert f"“{scope}”" in refused.json()["detail"]


def test_a_token_that_is_not_narrowed_is_refused_nothing_for_its_scope(narrowed):
    client = narrowed()
    for method, address, _scope in DOORS:
        assert not _lacks_scope(getattr(client, method)(f"/api/v1/{address}")), address


def test_a_scope_gives_nobody_what_they_may_not(narrowed, ada):
    assert narrowed(scopes.AUDIT).get("/api/v1/audit/").status_code == 403
    assert narrowed(scopes.CASES).get("/api/v1/cases/").status_code == 403
    RoleGrant.objects.create(person=ada, role=Role.AUDITOR)
    assert narrowed(scopes.AUDIT).get("/api/v1/audit/").status_code == 200
    assert narrowed(scopes.CASES).get("/api/v1/cases/").status_code == 200


def test_who_is_not_signed_in_is_asked_for_that_first(anybody, db):
    for method, address, _scope in DOORS:
        assert getattr(anybody, method)(f"/api/v1/{address}").status_code == 401, address


def test_every_token_may_say_who_it_is_and_end_itself(narrowed):
    client, other = narrowed(scopes.READ), narrowed(scopes.READ)
    assert client.get("/api/v1/me/").json()["scopes"] == ["read"]
    keys = {token.token_key for token in AuthToken.objects.all()}
    ended = [client.delete(f"/api/v1/tokens/{key}/").status_code for key in keys]
    assert sorted(ended) == [204, 403] or sorted(ended) == [204, 401]
    assert other.get("/api/v1/people/").status_code == 200


@pytest.fixture
def login(ada):
    return User.objects.create_user("ada", password=PASSWORD, person=ada)


def test_a_sign_in_may_ask_for_less(anybody, login):
    body = {"username": "ada", "password": PASSWORD, "scopes": ["cases", "read", "read"], "minutes": 5}
    made = anybody.post("/api/v1/tokens/", body).json()
    assert made["scopes"] == ["read", "cases"]
    assert AuthToken.objects.get().expiry - timezone.now() < timedelta(minutes=6)
    anybody.credentials(HTTP_AUTHORIZATION=f"Token {made['token']}")
    assert anybody.get("/api/v1/people/").status_code == 200
    assert _lacks_scope(anybody.get("/api/v1/messages/"))


@pytest.mark.parametrize(
    "wrong",
    [{"scopes": ["root"]}, {"scopes": "read"}, {"minutes": 601}, {"minutes": 0}, {"minutes": "5"}, {"minutes": True}],
)
def test_a_sign_in_for_what_there_is_not_is_refused(anybody, login, wrong):
    answer = anybody.post("/api/v1/tokens/", {"username": "ada", "password": PASSWORD, **wrong})
    assert answer.status_code == 400
    assert not AuthToken.objects.exists()


def test_a_narrowed_reviewer_reads_no_appeals_of_others(narrowed, ada, bo):
    from scoring.models import Appeal

    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    Appeal.objects.create(key="a-1", person=bo, against="discount", code="N02", reason="They were on the same launch.")
    assert narrowed(scopes.READ).get("/api/v1/appeals/").json()["results"] == []
    assert len(narrowed().get("/api/v1/appeals/").json()["results"]) == 1


def test_the_lists_of_tokens_say_what_each_opens(narrowed):
    listed = narrowed(scopes.OWN).get("/api/v1/tokens/").json()
    assert [(token["name"], token["scopes"]) for token in listed] == [("test", ["own"])]


def test_the_page_narrows_a_token(client, ada):
    client.force_login(User.objects.create(username="ada", person=ada))
    page = reverse("recognition:settings_tokens")
    made = client.post(page, {"name": "Report", "days": "7", "scopes": ["read", "outcomes"]})
    assert made.status_code == 302
    assert AuthToken.objects.get().naming.scopes == ["read", "outcomes"]
    assert "Report and confirm outcomes" in client.get(page).content.decode()
    assert client.post(page, {"name": "Report", "days": "7", "scopes": ["root"]}).status_code == 422


def test_every_address_of_the_api_asks_for_a_scope_that_there_is():
    asked = set()
    for pattern in get_resolver("badges_site.api_urls").url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            view = getattr(one.callback, "cls", None)
            if view is None or not issubclass(view, ApiView):
                continue
            for method, action in one.callback.actions.items():
                made = view()
                made.action = action
                asked.add(made.needed_scope(method.upper()))
    assert asked == {"", *scopes.SCOPES}


def test_expired_tokens_are_forgotten(narrowed):
    narrowed()
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    narrowed()
    assert tokens.forget_expired() == 1
    assert AuthToken.objects.count() == 1
