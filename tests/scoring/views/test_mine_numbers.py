"""Every number on one's own page says where it comes from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.models import Award, Thanks, User
from scoring.engine.criteria.parse import parse_rule
from scoring.models import RuleVersion, UsageAccount, UsageDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client):
    def read(person):
        client.force_login(User.objects.create(username=person.key, person=person))
        return " ".join(client.get("/me/recognition").content.decode().split())

    return read


@pytest.fixture
def used(ada):
    account = UsageAccount.objects.create(person=ada, scheme="email", value="ada@plaudit.example")

    def use(days_ago, tokens, source="otlp"):
        UsageDay.objects.create(
            account=account, tool="assistant", source=source, day=timezone.now().date() - timedelta(days=days_ago),
            requests=10, input_tokens=tokens, output_tokens=5,
        )  # fmt: skip

    return use


def test_all_that_was_used_is_told_beside_the_last_weeks(page_of, ada, used):
    used(100, 2_000_000_000)
    used(100, 1_000_000_000, source="files")  # the same day told twice: the greater counts
    used(3, 500_000_000)
    text = page_of(ada)
    assert "2.5 billion tokens in all since" in text
    assert "2,500,000,000 read and 10 written" in text
    assert "1 day in the last four weeks, 10 requests, 500.0 million tokens" in text
    assert "nothing is taken from you for it, and nothing is given for it" in text


def test_who_used_little_is_told_nothing_about_much(page_of, ada, used):
    used(100, 2_000)
    text = page_of(ada)
    assert "Not used in the last four weeks." in text
    assert "That is a great deal" not in text


def test_a_part_of_one_says_how_it_comes_about(page_of, ada, bo, dina, eve, badge):
    rule = parse_rule(
        {"badge": badge.slug, "criteria": {"all": [{"peer_support": {"at_least": 2, "teams": 2, "from": ["thanks"]}}]}}
    )
    RuleVersion.objects.create(
        badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip
    Thanks.objects.create(
        giver=bo, receiver=ada, text="Thank you for the import!", at=timezone.now() - timedelta(days=2),
        giver_team=bo.team, receiver_team=ada.team,
    )  # fmt: skip
    Award.objects.create(badge=badge, person=ada, status="pending", rule_version=1, given_at=timezone.now())
    text = page_of(ada)
    assert "Why 0.6 of 2?" in text
    assert 'href="/panel/bridge-builder/ada/words">What the panel asks' in text
    assert "A word that counts half adds 0.6 where it is the only one of its team." in text
