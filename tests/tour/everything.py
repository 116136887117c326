"""One of everything that an address names, and somebody for every role who has no part in any of it."""

import json
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from knox.models import AuthToken

from recognition.deliveries.secrets import seal
from recognition.models import (
    Award,
    Badge,
    BulkAward,
    ChainCheck,
    Credential,
    DeliveredFact,
    Delivery,
    Erasure,
    ImportRun,
    Nomination,
    Notification,
    OutboxMessage,
    Person,
    RoleGrant,
    SourceAccount,
    SourceSecret,
    Thanks,
    User,
    UserSession,
)
from scoring.engine.criteria.parse import parse_rule
from scoring.models import (
    Decision,
    Drill,
    PublishRequest,
    RulePreview,
    RuleVersion,
    Shadow,
    Snooze,
    UsageAccount,
    UsageToken,
)
from tests.tour.directory import what_is_told_by_the_directory
from tests.tour.elsewhere import what_is_told_elsewhere
from tests.tour.samples import CREDENTIAL, NUMBER

# Whoever holds one role and nothing else; `employee` holds none.
ROLES = ("employee", "steward", "verifier", "reviewer", "auditor", "admin")


@pytest.fixture
def company_of_the_tour(company_to_look_at, badge, bo, chen, dina, settings):
    """Role -> somebody who holds it and is concerned by nothing, and `holder`: Bo, whom most of it is about."""
    Nomination.objects.filter(pk=company_to_look_at.pk).update(key="n-1")
    _what_people_have(badge, bo, dina)
    _what_waits(badge, bo, dina)
    _what_sources_delivered()
    _what_strangers_see(settings, badge, bo)
    what_is_told_elsewhere(bo)
    _a_rule_on_its_way(badge, bo, dina)
    people = {role: _somebody(role, chen.team) for role in ROLES}
    return people | {"holder": bo}


def _what_people_have(badge, bo, dina):
    now = timezone.now()
    login = User.objects.create(username="login-holder", person=bo)
    UserSession.objects.create(pk=NUMBER, user=login, session_key="s" * 32)
    said = {"issuer": "https://idp.example", "subject": "sub-bo"}
    SocialAccount.objects.create(pk=NUMBER, user=login, provider="openid", uid="u" * 64, extra_data=said)
    AuthToken.objects.create(user=login)
    AuthToken.objects.update(token_key="abcdefgh")
    Thanks.objects.create(pk=NUMBER, giver=bo, receiver=dina, text="Thank you for your patience!", at=now)
    Notification.objects.create(pk=NUMBER, person=bo, kind="award_given", badge=badge)
    what_is_told_by_the_directory(bo, dina)
    UsageToken.objects.create(pk=NUMBER, name="Gateway", digest="d" * 64, expires_at=now + timedelta(days=30))
    UsageAccount.objects.create(pk=NUMBER, scheme="email", value="somebody@plaudit.example")
    Snooze.objects.create(person=bo, code="N02", until=now + timedelta(days=9), by=dina, reason="On parental leave.")


def _what_strangers_see(settings, badge, bo):
    """Bo has taken a badge along, from a site that signs. What is signed is not looked at on the tour."""
    settings.SITE_URL = "https://plaudit.example"
    settings.SIGNING_KEY = "z3u2TGvakaLXg5cyAdisBzhuTiZQoR7nmduWh4PMjNqbb1Q8"  # of the tests alone
    criteria = {"narrative": "Given by version 1 of the badge's rule."}
    told = {
        "id": f"https://plaudit.example/credentials/{CREDENTIAL}",
        "issuer": {"id": "did:web:plaudit.example"},
        "credentialSubject": {"achievement": {"criteria": criteria}},
        "evidence": [{"name": "Words of colleagues", "narrative": "3 nominations from 2 teams, May 2026."}],
    }
    Credential.objects.create(
        key=CREDENTIAL, award=Award.objects.get(badge=badge, person=bo), document=json.dumps(told), token="a.b.c",
        key_word="z6Mk", status_list=NUMBER, status_index=7,
    )  # fmt: skip


def _what_sources_delivered():
    told = {"source": "github", "event": "pull_request.closed", "body": b"{}", "trouble": "The body is no JSON."}
    delivery = Delivery.objects.create(pk=NUMBER, delivery_id="d-1", state="failed", tries=1, facts=1, **told)
    DeliveredFact.objects.create(
        source="github", digest="d", kind="outcome", outcome_key="octo/harbour#12", at=timezone.now(), delivery=delivery
    )
    SourceAccount.objects.create(pk=NUMBER, source="github", login="octo-somebody", name="Somebody")
    SourceSecret.objects.create(pk=NUMBER, source="github", name="May", sealed=seal("a-secret-of-the-tour"))


def _what_waits(badge, bo, dina):
    Drill.objects.create(pk=NUMBER, state="done", kinds=["ring"], played=1)
    ImportRun.objects.create(pk=NUMBER, source="import", asked_by=dina, state="checked")
    ChainCheck.objects.create(pk=NUMBER, asked_by=dina)
    waits = {"channel": "email", "destination": "bo", "kind": "at-once", "dedup_key": "tour", "person": bo}
    OutboxMessage.objects.create(pk=NUMBER, last_error="421 Try again later.", attempts=1, **waits)
    Erasure.objects.create(pk=NUMBER, person=bo, reason="The letter of 3 June.", asked_by=dina)
    BulkAward.objects.create(pk=NUMBER, badge=badge, reason="They held the fort.", asked_by=dina)


def _a_rule_on_its_way(badge, bo, dina):
    """A decision by version 1. Version 2: a draft on trial that waits for a second person, and a preview of it."""
    RoleGrant.objects.create(person=dina, role="admin")
    Decision.objects.create(
        person=bo, badge=badge, rule_version=RuleVersion.objects.get(badge=badge), eligible=True, inputs_digest="d",
        decided_at=timezone.now(),
    )  # fmt: skip
    document = {
        "badge": badge.slug,
        "award": "automatic",
        "criteria": {"all": [{"peer_support": {"at_least": 4, "teams": 3}}]},
    }
    rule = parse_rule(document)
    draft = RuleVersion.objects.create(
        badge=badge, number=2, document=rule.document(), digest=rule.digest, policy_version=1, state="draft",
        source_text="badge: bridge-builder",
    )  # fmt: skip
    Shadow.objects.create(badge=badge, version=draft, started_by=dina)
    PublishRequest.objects.create(pk=NUMBER, version=draft, asked_by=dina, note="A third team.")
    RulePreview.objects.create(pk=NUMBER, badge=badge, text="badge: bridge-builder", digest=rule.digest, asked_by=dina)


def _somebody(role, team):
    person = Person.objects.create(key=f"the-{role}", display_name=f"The {role}", team=team, started_on="2024-01-01")
    if role == "steward":
        for stewarded in Badge.objects.all():
            RoleGrant.objects.create(person=person, role=role, badge=stewarded)
    elif role != "employee":
        RoleGrant.objects.create(person=person, role=role)
    return person
