"""The desk: what waits for whom, and what somebody without an office reads."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import Award, Badge, BulkAward, Erasure, Person, Role, RoleGrant
from recognition.queries import kept
from scoring import tasks
from scoring.actions import appeals, cases
from scoring.models import AuditSample, Case, Finding, PublishRequest, RuleVersion
from tests.scoring.actions.patterns import WHY
from tests.scoring.views.test_mine import browser

PAGE = "/desk"


@pytest.fixture(autouse=True)
def counted_now():
    cache.clear()
    yield
    cache.clear()


def words_of(person):
    return [need.words for need in browser(person).get(PAGE).context["needs"]]


@pytest.fixture
def asked(badge, ada):
    """Ada asks that a rule be published."""
    version = RuleVersion.objects.create(badge=badge, number=1, document={}, digest="d", policy_version=1)
    return PublishRequest.objects.create(version=version, asked_by=ada)


def test_a_reviewer_finds_cases_appeals_and_samples(case, eve, bo, badge, ruth):
    appeals.file(by=eve, against="discount", code="N02", reason="We built that move together, anybody saw it.")
    award = Award.objects.create(badge=badge, person=bo, rule_version=1, given_at=timezone.now())
    AuditSample.objects.create(award=award, week="2026-06-08")
    page = browser(ruth).get(PAGE).content.decode()
    for words, address in (
        ("1 case is nobody’s yet", "/cases?whose=nobody"),
        ("1 appeal waits for an answer", "/appeals"),
        ("1 award was drawn for a look", "/random-audit"),
    ):
        assert words in page
        assert f'href="{address}"' in page
    Case.objects.update(assigned_to=ruth)
    assert "1 case is yours to look at" in words_of(ruth)
    assert "1 case is nobody’s yet" not in words_of(ruth)


def test_an_appeal_waits_for_those_who_did_not_rule_on_it(case, eve, ruth, dina):
    appeals.file(by=eve, against="discount", code="N02", reason="We built that move together, anybody saw it.")
    cases.confirm(by=ruth, case=case, reason=WHY)
    RoleGrant.objects.create(person=dina, role=Role.REVIEWER)
    assert "1 appeal waits for an answer" in words_of(dina)
    assert "1 appeal waits for an answer" not in words_of(ruth)


def test_what_came_last_stands_first(case, bo, badge, ruth):
    award = Award.objects.create(badge=badge, person=bo, rule_version=1, given_at=timezone.now())
    drawn = AuditSample.objects.create(award=award, week="2026-06-08", drawn_at=timezone.now() + timedelta(days=1))
    assert words_of(ruth)[0] == "1 award was drawn for a look"
    AuditSample.objects.filter(pk=drawn.pk).update(drawn_at=timezone.now() - timedelta(days=900))
    assert words_of(ruth)[-1] == "1 award was drawn for a look"


def test_what_concerns_a_reviewer_does_not_wait_for_them(case, ada, ruth):
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    assert words_of(ada) == []
    assert words_of(ruth) == ["1 case is nobody’s yet"]


def test_an_admin_approves_what_another_one_asked_for(asked, ada, bo):
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role=Role.ADMIN)
    assert words_of(bo) == ["1 rule waits for a second person"]
    assert words_of(ada) == []


def test_a_bulk_award_waits_for_another_admin(badge, ada, bo):
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role=Role.ADMIN)
    BulkAward.objects.create(badge=badge, reason="They held the fort.", asked_by=ada)
    assert words_of(bo) == ["1 bulk award waits for a second person"]
    assert words_of(ada) == []


def test_forgetting_a_person_waits_for_another_admin(ada, bo, chen):
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role=Role.ADMIN)
    Erasure.objects.create(person=chen, asked_by=ada)
    assert words_of(bo) == ["1 request to forget a person waits for a second admin"]
    assert words_of(ada) == []


def test_a_steward_finds_the_panel_and_rules_worth_a_look(badge, ada, bo, eve, chen):
    other = Badge.objects.create(slug="mentor", name="Mentor", purpose="For tests.", state="live")
    for one in (badge, other):
        RuleVersion.objects.create(
            badge=one, number=1, document={}, digest=one.slug, policy_version=1, state="live", published_by=ada,
            approved_by=bo, published_at=timezone.now() - timedelta(weeks=60),
        )  # fmt: skip
    RoleGrant.objects.create(person=eve, role=Role.STEWARD, badge=badge)
    for person, of in ((chen, badge), (bo, other)):
        Award.objects.create(badge=of, person=person, status="pending", given_by=ada, given_at=timezone.now())
    assert words_of(eve) == ["1 badge waits for the panel", "1 rule is worth a look"]


def test_in_a_large_company_the_desk_does_not_wait_for_a_look_at_rules(badge, ada, bo, eve, monkeypatch):
    monkeypatch.setattr(kept, "LARGE_FROM", 1)
    RuleVersion.objects.create(
        badge=badge, number=1, document={}, digest="d", policy_version=1, state="live", published_by=ada,
        approved_by=bo, published_at=timezone.now() - timedelta(weeks=60),
    )  # fmt: skip
    RoleGrant.objects.create(person=eve, role=Role.STEWARD, badge=badge)
    assert words_of(eve) == []
    tasks.keep_figures()
    assert words_of(eve) == ["1 rule is worth a look"]


@pytest.mark.django_db
def test_who_holds_no_office_reads_what_they_can_do(chen):
    page = browser(chen).get(PAGE).content.decode()
    assert "you hold no office" in page
    for address in ("/recognise", "/me/recognition", "/badges"):
        assert f'href="{address}"' in page


def test_an_office_without_work_says_so(ruth):
    assert "Nothing waits for you" in browser(ruth).get(PAGE).content.decode()


def test_the_first_page_takes_only_what_waits(case, ruth, chen):
    part = browser(ruth).get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="waiting"')
    assert "1 case is nobody’s yet" in part
    nothing = browser(chen).get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "summons" not in nothing
    assert "<h" not in nothing


def test_it_asks_the_database_as_often_for_much_as_for_little(asked, case, words, ruth, company, badge):
    for role in (Role.ADMIN, Role.AUDITOR, Role.STEWARD):
        RoleGrant.objects.create(person=ruth, role=role, badge=badge if role == Role.STEWARD else None)
    client, counts = browser(ruth), []
    for number in (1, 9):
        for n in range(number):
            person = Person.objects.create(key=f"p{number}-{n}", display_name=f"P {n}", team=company["data"])
            award = Award.objects.create(
                badge=badge, person=person, status="pending", rule_version=1, given_at=timezone.now()
            )
            AuditSample.objects.create(award=award, week="2026-06-08")
            more = Case.objects.create(key=f"c-{number}-{n}", family="nominations", subject="pattern")
            Finding.objects.create(
                key=f"N02-{number}-{n}", code="N02", severity="review", factor=0.5, p_value=0, at=timezone.now(),
                found_at=timezone.now(), case=more, sentence="They recognise each other.",
            )  # fmt: skip
        client.get(PAGE)
        with CaptureQueriesContext(connection) as few:
            client.get(PAGE)
        counts.append(len(few))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
