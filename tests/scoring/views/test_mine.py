"""My recognition: about the one who looks, and nobody else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.models import Badge, Nomination, Person, Team, User
from scoring.models import RuleVersion

pytestmark = pytest.mark.django_db

RULE = {
    "badge": "bridge-builder",
    "award": "automatic",
    "criteria": {"all": [{"peer_support": {"at_least": 1.5, "teams": 2}}]},
}


@pytest.fixture
def rule(badge, dina, eve):
    from scoring.engine.criteria.parse import parse_rule

    parsed = parse_rule(RULE)
    return RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip


def browser(person):
    user, _ = User.objects.get_or_create(username=person.key, defaults={"person": person})
    client = Client()
    client.force_login(user)
    return client


def say(nominator, nominee, badge, days_ago=3):
    at = timezone.now() - timedelta(days=days_ago)
    return Nomination.objects.create(
        key=f"n{Nomination.objects.count()}", badge=badge, nominator=nominator, nominee=nominee,
        reason="Brought two teams into one room and it worked.", at=at, quarter=at.year * 4 + (at.month - 1) // 3,
        nominator_team=nominator.team, nominee_team=nominee.team,
    )  # fmt: skip


def test_it_names_what_counted_and_what_is_missing(rule, badge, ada, chen):
    say(chen, ada, badge)
    page = browser(ada).get(reverse("scoring:mine"))
    (entry,) = page.context["begun"]
    assert [fact.sentence for fact in entry.counted] == ["Chen Wei nominated you"]
    assert not all(shown.met for shown in entry.conditions)
    assert "Chen Wei nominated you" in page.content.decode()


def test_it_says_why_something_counts_less_and_what_would_lift_it(rule, badge, ada, bo):
    say(bo, ada, badge)
    page = browser(ada).get(reverse("scoring:mine")).content.decode()
    assert "A word from the own team counts half." in page
    assert "A word from another team counts in full." in page


def test_it_is_about_the_one_who_looks(rule, badge, ada, bo, chen):
    say(chen, ada, badge)
    assert browser(bo).get(reverse("scoring:mine")).context["begun"] == []


def test_complete_criteria_are_told(rule, badge, ada, chen, eve):
    say(chen, ada, badge)
    say(eve, ada, badge)
    (entry,) = browser(ada).get(reverse("scoring:mine")).context["complete"]
    assert entry.explanation.eligible


def test_a_kept_badge_is_not_called_missing(rule, badge, ada):
    from recognition.models import Award

    Award.objects.create(badge=badge, person=ada, rule_version=1, given_at=timezone.now() - timedelta(days=900))
    page = browser(ada).get(reverse("scoring:mine")).content.decode()
    assert "You hold it, and keep it." in page
    assert "Today’s facts alone would not give it" in page


def test_the_highest_tier_has_no_next_one(badge, ada, dina, eve, chen, give_tier):
    give_tier("gold")
    say(chen, ada, badge)
    page = browser(ada).get(reverse("scoring:mine"))
    (entry,) = page.context["complete"]
    assert (entry.state, entry.towards, entry.kept) == ("You hold gold, and keep it.", "", True)
    assert "towards" not in page.content.decode()


def test_below_the_highest_the_next_one_is_named(badge, ada, chen, eve, give_tier):
    give_tier("bronze")
    say(chen, ada, badge)
    say(eve, ada, badge)
    page = browser(ada).get(reverse("scoring:mine"))
    (entry,) = page.context["begun"]
    assert (entry.state, entry.towards, entry.kept) == ("You hold bronze, and keep it.", "silver", False)
    assert "towards silver" in page.content.decode()


@pytest.fixture
def give_tier(badge, ada, dina, eve):
    from recognition.models import Award
    from scoring.engine.criteria.parse import parse_rule

    parsed = parse_rule(RULE | {"tiers": {"bronze": 1, "silver": 2, "gold": 3}})
    RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip

    def give(tier):
        return Award.objects.create(badge=badge, person=ada, tier=tier, rule_version=1, given_at=timezone.now())

    return give


def test_what_lapsed_says_when_and_why(rule, badge, ada):
    from recognition.models import Award, AwardChange

    award = Award.objects.create(badge=badge, person=ada, status="lapsed", rule_version=1, given_at=timezone.now())
    at = timezone.now().replace(year=2026, month=3, day=4)
    AwardChange.objects.create(award=award, from_status="active", to_status="lapsed", reason="It was undone.", at=at)
    assert "It lapsed on 4 March 2026: It was undone." in browser(ada).get(reverse("scoring:mine")).content.decode()


def test_what_was_declined_says_so(rule, badge, ada, chen, eve):
    from recognition.models import Award

    now = timezone.now()
    Award.objects.create(badge=badge, person=ada, status="lapsed", rule_version=1, given_at=now, declined_at=now)
    say(chen, ada, badge)
    say(eve, ada, badge)
    page = browser(ada).get(reverse("scoring:mine")).content.decode()
    assert "You declined it." in page
    assert "has the word" not in page


def test_own_giving_is_shown_with_what_sharing_means(rule, badge, ada, company):
    team = Team.objects.get(key="data")
    for n in range(8):
        say(ada, Person.objects.create(key=f"p{n}", display_name=f"Person {n}", team=team), badge, days_ago=0)
    page = browser(ada).get(reverse("scoring:mine"))
    assert page.context["giving"].people == 8
    assert "You spoke for 8 people." in page.content.decode()


def test_the_badge_page_asks_for_a_fragment_that_also_stands_alone(rule, badge, ada, chen):
    say(chen, ada, badge)
    address = reverse("scoring:badge_progress", args=[badge.slug])
    assert address in browser(ada).get(reverse("recognition:badge", args=[badge.slug])).content.decode()
    fragment = browser(ada).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Not yet." in fragment
    assert "<html" in browser(ada).get(address).content.decode()


def test_a_badge_without_a_rule_says_so(badge, ada):
    page = browser(ada).get(reverse("scoring:badge_progress", args=[badge.slug])).content.decode()
    assert "No rule judges this badge" in page


def test_nothing_yet_says_what_to_do_next(ada):
    assert "Nothing has counted yet" in browser(ada).get(reverse("scoring:mine")).content.decode()


def test_the_number_of_queries_does_not_grow_with_words_and_badges(rule, badge, ada, company):
    client = browser(ada)
    data = Team.objects.get(key="data")
    counts = []
    for more in (3, 40):
        for n in range(more):
            giver = Person.objects.create(key=f"g{more}-{n}", display_name=f"Giver {more} {n}", team=data)
            say(giver, ada, badge)
            Badge.objects.create(slug=f"b{more}-{n}", name=f"B {more} {n}", purpose="x", state="live")
        client.get(reverse("scoring:mine"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("scoring:mine"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_time_is_told_in_words(dina, eve, ada, badge):
    from scoring.engine.criteria.parse import parse_rule

    parsed = parse_rule({"badge": "bridge-builder", "criteria": {"all": [
        {"tenure": {"days": 1826}}, {"peer_support": {"at_least": 2.5}},
    ]}})  # fmt: skip
    RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip
    Person.objects.filter(pk=ada.pk).update(started_on=timezone.localdate() - timedelta(days=1200))
    say(eve, ada, badge)
    page = " ".join(browser(ada).get(reverse("scoring:mine")).content.decode().split())
    assert "With us for at least five years" in page
    assert "three years of five years" in page
    assert "1 of 2.5" in page


def test_a_part_of_one_full_voice_is_told_as_a_number(dina, eve, ada, bo, badge):
    from scoring.engine.criteria.parse import parse_rule

    parsed = parse_rule({"badge": "bridge-builder", "criteria": {"peer_support": {"at_least": 1, "teams": 1}}})
    RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip
    say(bo, ada, badge)
    (entry,) = browser(ada).get(reverse("scoring:mine")).context["begun"]
    assert [shown.reached for shown in entry.conditions if not shown.met] == ["0.6 of 1"]
    # One team is a yes or no: a figure would say nothing more.
    assert [shown.reached for shown in entry.conditions if shown.met] == [""]


def test_beside_a_reason_the_facts_that_are_left_out_are_counted(rule, badge, ada, bo):
    for days in (3, 100, 200, 300, 400, 500):  # each in a quarter of its own
        say(bo, ada, badge, days_ago=days)
    page = " ".join(browser(ada).get(reverse("scoring:mine")).content.decode().split())
    (entry,) = browser(ada).get(reverse("scoring:mine")).context["begun"]
    own_team = next(shown for shown in entry.discounts if "own team" in shown.line.sentence)
    assert len(own_team.facts) == 4
    assert own_team.more == len(set(own_team.line.about)) - 4 > 0
    assert f"and {own_team.more} more" in page


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_from_which_day_on_things_are_read_is_told(dina, eve, ada, chen, badge):
    from scoring.engine.criteria.parse import parse_rule

    criteria = {"peer_support": {"at_least": 3, "teams": 2}}
    parsed = parse_rule({"badge": "bridge-builder", "counts_from": "4 epochs", "criteria": criteria})
    RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip
    # The judge's quarters are of ninety days and this one began on 15 November: three of them back is 18 February.
    say(chen, ada, badge, days_ago=(timezone.localdate() - date(2026, 2, 18)).days)
    page = browser(ada).get(reverse("scoring:mine"))
    assert "Read since 18 February 2026" in page.content.decode()
    assert "Since 15 November." in page.content.decode()
    (entry,) = page.context["begun"]
    assert [fact.sentence for fact in entry.counted] == ["Chen Wei nominated you"]
    Nomination.objects.update(at=timezone.now() - timedelta(days=300))
    assert browser(ada).get(reverse("scoring:mine")).context["begun"] == []
