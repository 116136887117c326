"""Rule health: who reads which rules, what is said about them, and the filters."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import Award, Badge, Person, Role, RoleGrant
from scoring.models import RuleVersion
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db
PAGE = "/rule-health"


@pytest.fixture(autouse=True)
def counted_now():
    cache.clear()
    yield
    cache.clear()


def in_force(slug, publisher, approver, *, weeks=60):
    badge, _ = Badge.objects.get_or_create(
        slug=slug, defaults={"name": slug.replace("-", " ").title(), "purpose": "For tests.", "state": "live"}
    )
    RuleVersion.objects.create(
        badge=badge, number=1, document={}, digest=slug, policy_version=1, state="live",
        published_at=timezone.now() - timedelta(weeks=weeks), published_by=publisher, approved_by=approver,
    )  # fmt: skip
    return badge


def give(badge, team, *weeks):
    for week in weeks:
        number = Person.objects.count()
        person = Person.objects.create(key=f"p-{number}", display_name=f"P {number}", team=team)
        Award.objects.create(
            person=person, badge=badge, rule_version=1, given_at=timezone.now() - timedelta(weeks=week, days=1)
        )


@pytest.fixture
def rules(badge, ada, bo, company):
    """One fell silent, one gives as usual, and one is new."""
    in_force(badge.slug, ada, bo)
    for team in ("data", "design"):
        give(badge, company[team], *range(4, 29))
    usual = in_force("mentor", ada, bo)
    give(usual, company["data"], *range(0, 30, 2))
    give(usual, company["design"], *range(1, 30, 2))
    in_force("night-owl", ada, bo, weeks=2)
    return badge


@pytest.fixture
def auditor(eve):
    RoleGrant.objects.create(person=eve, role=Role.AUDITOR)
    return eve


def test_what_wants_a_look_comes_first_and_is_said_in_words(rules, auditor):
    page = browser(auditor).get(PAGE).content.decode()
    assert "0 awards in 4 weeks where about" in page
    assert "4 awards in the last 4 weeks; about 1.0 a week are usual." in page
    assert "It looks back on 2 weeks: too little to say what is usual." in page
    assert page.index("Bridge Builder") < page.index("Mentor") < page.index("Night Owl")


def test_each_picture_has_its_table(rules, auditor):
    page = browser(auditor).get(PAGE, {"q": "mentor"}).content.decode()
    assert page.count('<rect class="bars__bar') == 30
    assert page.count("<tr><td>") == 30
    assert "Awards of Mentor by week" in page


@pytest.mark.parametrize(("asked", "names"), [
    ({"state": "look"}, ["Bridge Builder"]), ({"state": "usual"}, ["Mentor"]), ({"state": "young"}, ["Night Owl"]),
    ({"q": "NIGHT ow"}, ["Night Owl"]), ({"q": "owl", "state": "usual"}, []),
])  # fmt: skip
def test_the_filters_stand_in_the_address(rules, auditor, asked, names):
    answer = browser(auditor).get(PAGE, asked)
    assert [shown.rule.name for shown in answer.context["rules"]] == names
    assert ("No rule is found by this" in answer.content.decode()) is not bool(names)


def test_a_steward_reads_about_their_own_badges_only(rules, chen):
    RoleGrant.objects.create(person=chen, role=Role.STEWARD, badge=rules)
    page = browser(chen).get(PAGE).content.decode()
    assert "Bridge Builder" in page
    assert "Night Owl" not in page


def test_others_are_told_whom_it_is_for(rules, chen):
    answer = browser(chen).get(PAGE)
    assert answer.status_code == 403
    assert "stewards, program admins, reviewers and auditors" in answer.content.decode()


def test_htmx_takes_the_list_alone(rules, auditor):
    part = browser(auditor).get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="results">')


def test_a_state_that_does_not_exist_is_not_found(rules, auditor):
    assert browser(auditor).get(PAGE, {"state": "guilty"}).status_code == 404


def test_without_rules_it_says_what_will_come(auditor):
    assert "No rule is in force" in browser(auditor).get(PAGE).content.decode()


def test_the_number_of_queries_does_not_grow_with_rules_or_awards(rules, auditor, company, ada, bo):
    client, counts = browser(auditor), []
    for more in range(2):
        for number in range(5 * more):
            give(in_force(f"more-{number}", ada, bo), company["data"], *range(0, 30, 3))
        client.get(PAGE)
        for kept in (True, False):
            if not kept:
                cache.clear()
            with CaptureQueriesContext(connection) as asked:
                client.get(PAGE)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert counts[1] <= 14


def test_a_rule_is_found_by_the_name_that_a_reader_of_german_sees(rules, auditor):
    german = {"HX-Request": "true", "Accept-Language": "de"}
    page = browser(auditor).get(PAGE, {"q": "brückenbau"}, headers=german).content.decode()
    assert "Brückenbau" in page
    assert "Begleitung" not in page
    assert "Brückenbau" in browser(auditor).get(PAGE, {"q": "bridge"}, headers=german).content.decode()
