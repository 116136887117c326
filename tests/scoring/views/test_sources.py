"""The page of sources: what came from where, and the tokens that open the doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from knox.models import AuthToken

from recognition.actions.machine_tokens import digest_of
from recognition.models import Outcome, Role, RoleGrant, TokenName, User
from recognition.queries import sources as queries
from scoring.actions.usage import PREFIX
from scoring.models import UsageAccount, UsageDay, UsageToken
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db

SOURCES = "/office/sources"


@pytest.fixture
def admin(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return browser(dina)


@pytest.fixture
def auditor(chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    return browser(chen)


def outcomes(source, number, *, days_ago=0):
    at = timezone.now() - timedelta(days=days_ago)
    start = Outcome.objects.count()
    Outcome.objects.bulk_create(
        Outcome(source=source, key=str(start + n), kind="change_merged", at=at, recorded_at=at) for n in range(number)
    )


def text(answer):
    return answer.content.decode()


def test_each_source_has_its_last_delivery_and_counts(admin):
    outcomes("git", 2)
    outcomes("git", 1, days_ago=40)
    outcomes("jira", 1, days_ago=50)
    found = {source.name: source for source in admin.get(SOURCES).context["sources"]}
    assert (found["git"].recent, found["git"].all, found["git"].quiet) == (2, 3, False)
    assert (found["jira"].recent, found["jira"].quiet) == (0, True)
    assert (timezone.now() - found["jira"].last).days == 50


def test_millions_are_not_counted(admin, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 3)
    outcomes("git", 6)
    assert "over 3" in text(admin.get(SOURCES))


def test_a_usage_token_is_made_shown_once_and_ended(admin):
    answer = admin.post(SOURCES, {"name": "gateway", "days": "30"}, follow=True)
    token, secret = UsageToken.objects.get(), answer.context["secret"]
    assert secret in text(answer)
    assert secret.startswith(PREFIX)
    assert digest_of(secret) == token.digest
    assert PREFIX not in text(admin.get(SOURCES))
    admin.post(f"{SOURCES}/usage-tokens/{token.pk}/end")
    token.refresh_from_db()
    assert token.ended_at is not None


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"name": "gateway"}, "There is a token of this name"), ({"days": "0"}, "greater than or equal to 1")],
)
def test_a_token_that_cannot_be_made_says_why(admin, fields, said):
    admin.post(SOURCES, {"name": "gateway", "days": "30"})
    answer = admin.post(SOURCES, {"name": "other", "days": "30"} | fields)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_token_of_the_api_is_ended_by_an_admin(admin, bo):
    token, _secret = AuthToken.objects.create(user=User.objects.create(username="bo", person=bo))
    assert "Bo Nakamura" in text(admin.get(SOURCES))
    admin.post(f"{SOURCES}/api-tokens/{token.token_key}/end")
    assert not AuthToken.objects.exists()
    assert admin.post(f"{SOURCES}/api-tokens/{token.token_key}/end").status_code == 404


def test_the_page_says_how_many_names_belong_to_nobody(admin):
    UsageAccount.objects.create(scheme="copilot.login", value="bo-builds")
    page = text(admin.get(SOURCES))
    assert "1 name belongs to nobody" in page
    assert 'href="/office/accounts?of=usage"' in page


def test_nothing_that_somebody_used_is_shown(admin, bo):
    account = UsageAccount.objects.create(scheme="copilot.login", value="bo-builds")
    UsageDay.objects.create(account=account, tool="some-assistant", source="otlp", day="2026-06-01", requests=9_876_543)
    for address in (SOURCES, "/office/accounts"):
        page = text(admin.get(address))
        assert "9876543" not in page.replace(",", "")
        assert "some-assistant" not in page


def test_auditors_read_and_change_nothing(auditor, ada):
    token = UsageToken.objects.create(name="x", digest="d", expires_at=timezone.now() + timedelta(days=1))
    page = text(auditor.get(SOURCES))
    assert "Make a token" not in page
    assert "End the token" not in page
    assert auditor.post(SOURCES, {"name": "mine", "days": "3"}).status_code == 403
    assert auditor.post(f"{SOURCES}/usage-tokens/{token.pk}/end").status_code == 403
    assert browser(ada).get(SOURCES).status_code == 403


def test_it_asks_as_often_for_many_as_for_few(admin, bo):
    user = User.objects.create(username="bo", person=bo)
    counts = []
    for number in (2, 25):
        outcomes("git", number)
        for n in range(number):
            AuthToken.objects.create(user=user)
            UsageAccount.objects.create(scheme="email", value=f"{number}-{n}@x.example")
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(SOURCES).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_tokens_are_searched_by_owner_and_name(admin, bo):
    for name in ("collector", "reports"):
        token, _secret = AuthToken.objects.create(user=User.objects.create_user(name))
        TokenName.objects.create(token=token, name=f"For {name}")
    AuthToken.objects.create(user=User.objects.create_user("bo", person=bo))
    for words, found in (("nakamura", 1), ("for", 2), ("For REPORTS", 1), ("coll%00ector", 1)):
        assert len(admin.get(f"{SOURCES}?q={words}").context["api_tokens"].object_list) == found, words
    assert "Nothing is found by this" in text(admin.get(f"{SOURCES}?q=nobody"))
