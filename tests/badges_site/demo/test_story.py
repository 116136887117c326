"""What the built demo shows of the judge. Slow: the whole company is invented, imported and judged (1-2 minutes)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from badges_site.demo.building import build_company
from badges_site.demo.company.stories import STORIES, admirers, leaning_manager, maintainer, many_tokens
from recognition.models import Award, Badge, Nomination, Notification, Person, Thanks, User
from scoring.engine.discounts import DISCOUNTS
from scoring.engine.facts import GiftKind, Relation
from scoring.explanations import explain_decision
from scoring.facts.load import load_facts
from scoring.judging.judgement import decide
from scoring.judging.reconciliation import compare
from scoring.live_rules import live_rulebook
from scoring.models import Case, Finding, QueuedPerson, UsageDay
from scoring.patterns.acting_findings import acting_on

# The database is built once and each test works in a savepoint of its own.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        build_company(lambda line: None)
        yield
        transaction.set_rollback(True)


def person(story):
    return Person.objects.get(key=story.KEY)


def mentor(person):
    return explain_decision(person, Badge.objects.get(slug="mentor"))


def seen(client, reader, address):
    client.force_login(User.objects.get_or_create(username=reader.key, defaults={"person": reader})[0])
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    return page[page.index("<main") :]


def support_of(person, facts):
    """Peer support for the mentor badge, by the live rule, as these facts give it."""
    now = timezone.now()
    verdict = decide(facts, live_rulebook(), frozenset({person.pk}), at=now, recorded_at=now).verdict
    return verdict.decisions[person.pk, Badge.objects.get(slug="mentor").pk].measures["peer_support.support"]


def by_independent_people(facts, person):
    """The same words on the same days, but each who spoke for this person is a colleague of another department."""
    gifts = facts.gifts
    mine = (gifts.receiver == person.pk) & (gifts.kind == GiftKind.NOMINATION)
    cast = [story.key for story in STORIES]
    others = Person.objects.active().human().exclude(team=None).exclude(team__parent=person.team.parent)
    spoke = sorted(set(gifts.giver[mine].tolist()))
    chosen = dict(zip(spoke, others.exclude(key__in=cast).order_by("key")[: len(spoke)], strict=True))
    giver, team, relation = gifts.giver.copy(), gifts.giver_team.copy(), gifts.relation.copy()
    team[mine] = [chosen[friend].team_id for friend in giver[mine].tolist()]
    giver[mine] = [chosen[friend].pk for friend in giver[mine].tolist()]
    relation[mine] = Relation.PEER
    return replace(facts, gifts=replace(gifts, giver=giver, giver_team=team, relation=relation))


def test_the_rings_nominations_count_at_most_a_third_of_what_independent_ones_would():
    facts = load_facts()
    for key, *_ in admirers.MEMBERS:
        member = Person.objects.get(key=key)
        said = Nomination.objects.filter(nominee=member, badge__slug="mentor", withdrawn_at=None).count()
        assert said >= 20
        theirs, independent = support_of(member, facts), support_of(member, by_independent_people(facts, member))
        assert 0 < theirs <= independent / 3
        assert independent >= 2.5  # it fades with the days since their last round
        assert not Award.objects.filter(person=member, badge__slug="mentor").exists()


def test_people_look_at_the_ring():
    ring = {key for key, *_ in admirers.MEMBERS}
    case = Case.objects.get(people=person(admirers), state="open")
    assert {someone.key for someone in case.people.all()} <= ring


def test_nobody_of_the_ring_is_named_in_public(client):
    marco = person(admirers)
    page = seen(client, person(maintainer), f"/people/{marco.key}")
    assert Finding.objects.filter(people=marco, cleared_at=None).exists()
    for finding in Finding.objects.filter(people=marco):
        assert finding.sentence not in page
        assert finding.key not in page
        assert DISCOUNTS.get(finding.code) is None or DISCOUNTS[finding.code].sentence not in page


def test_the_team_that_was_leaned_on_lost_nothing_and_the_pressure_is_a_case():
    gareth = person(leaning_manager)
    case = Case.objects.get(subject="pressure", state="open")
    givers = list(case.people.all())
    assert len(givers) >= 4
    assert {giver.manager for giver in givers} == {gareth}
    assert gareth not in givers
    for someone in givers:
        assert acting_on(someone, "N04") == acting_on(someone, "N05") == []
        assert all(line.code not in ("N04", "N05") for line in mentor(someone).discounts)
    assert Finding.objects.get(code="N05", case=case, cleared_at=None).factor == 1.0


def test_the_maintainer_who_thanks_fifty_colleagues_is_not_flagged():
    kofi = person(maintainer)
    assert kofi.thanks_given.count() >= maintainer.THANKED
    flagged = Finding.objects.filter(people=kofi, cleared_at=None).exclude(severity="inform")
    assert list(flagged) == []
    assert not Case.objects.filter(people=kofi).exists()
    assert acting_on(kofi) == []


def test_tokens_alone_have_earned_nothing_but_years_of_service():
    devin = person(many_tokens)
    assert not Award.objects.filter(person=devin).exclude(badge__category=Badge.Category.SERVICE).exists()
    usage = UsageDay.objects.filter(account__person=devin).aggregate(n=Sum(F("input_tokens") + F("output_tokens")))
    assert usage["n"] == 281_000_000_000


def test_devin_reads_why_his_use_counts_as_no_week(client):
    text = seen(client, person(many_tokens), "/badges/good-pilot/progress")
    assert "Your use of the assistant counts as 0 of 12 weeks because" in text
    assert "An appeal that is upheld" in text


def test_nobody_else_sees_anything_of_his_usage(client):
    devin = person(many_tokens)
    badge = Badge.objects.get(slug="good-pilot")
    for reader in (person(maintainer), devin.manager, Person.objects.get(key="park.joonho")):  # the last is an auditor
        profile = seen(client, reader, f"/people/{devin.key}")
        assert devin.display_name in profile
        assert not [word for word in ("assistant", "tokens", "machine", "of 12") if word in profile]
        assert devin.display_name not in seen(client, reader, "/badges/good-pilot")
    # What the command and the API tell about somebody else.
    for line in explain_decision(devin, badge).conditions:
        assert not line.path.endswith("usage_weeks") or (line.measured, line.because) == (None, "")
    assert all(finding.case is None for finding in Finding.objects.filter(code__startswith="U"))


def test_his_usage_is_found_and_at_most_one_in_a_hundred_of_the_others():
    found = Finding.objects.filter(code__startswith="U", cleared_at=None, factor__lt=1)
    keys = set(found.values_list("people__key", flat=True))
    assert many_tokens.KEY in keys
    users = Person.objects.filter(usage_accounts__days__isnull=False).distinct().count()
    assert len(keys) - 1 <= users / 100
    assert Award.objects.filter(badge__slug="good-pilot", status="active").count() >= 20


def test_everything_is_judged_and_a_run_from_scratch_says_the_same():
    assert not QueuedPerson.objects.exists()
    assert compare().clean


def test_the_card_of_points_opens_few_cases_beside_those_of_the_planted_stories():
    """On some days one about honest people is among them: it takes nothing from anybody."""
    found = Finding.objects.filter(code="N10", cleared_at=None)
    assert 0 < found.count() <= 8
    assert all(one.factor == 1.0 for one in found)
    planted = Finding.objects.filter(code__in=["N02", "N03", "N05"], cleared_at=None).values("people")
    assert found.filter(people__in=planted).exists()
    assert found.exclude(people__in=planted).count() <= 2
    assert not found.filter(people=person(maintainer)).exists()
    assert Case.objects.filter(state="open").count() <= 8  # a reviewer's morning, for 300 people


@pytest.mark.parametrize(
    ("reader", "address", "waits"),
    [
        ("tomasz.wisniewski", "/rules", "Bridge Builder"),
        ("tomasz.wisniewski", "/office/bulk-awards", "Calm in the Storm"),
        ("leilani.kahale", "/random-audit", "Nobody has read one yet"),
        ("leilani.kahale", "/snoozes", "Kofi Mensah"),
        ("leilani.kahale", "/appeals", "Bianca Rusu"),
        ("noor.van.den.berg", "/teams", "Platform"),
    ],
)
def test_every_desk_has_something_on_it(client, reader, address, waits):
    page = seen(client, Person.objects.get(key=reader), address)
    assert (waits in page) is (waits != "Nobody has read one yet")


def test_the_bell_knows_what_happened_lately_and_older_news_is_read():
    now = timezone.now()
    told = Notification.objects.exclude(kind="rule_waits")
    thanks = Thanks.objects.filter(at__gte=now - timedelta(days=13), at__lte=now, receiver__left_on=None)
    assert thanks.exists()
    assert set(thanks.values_list("receiver", "at")) <= set(told.filter(kind="thanked").values_list("person", "at"))
    assert {"nominated", "thanked", "award_given", "outcome_verified"} <= set(told.values_list("kind", flat=True))
    assert told.filter(read_at=None).exists()
    assert not told.filter(at__lt=now - timedelta(days=5), read_at=None).exists()
    assert not told.filter(at__lt=now - timedelta(days=15)).exists()
