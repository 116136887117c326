"""The random audit: awards drawn by lot, a reviewer's word, and how much is missed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import Award, Badge, Nomination, Person, Role, RoleGrant
from scoring.models import AuditSample
from scoring.patterns.random_audit import wilson
from scoring.queries.random_audit import interval_of
from tests.scoring.views.test_mine import browser, say

pytestmark = pytest.mark.django_db
ALL = "/random-audit"
WHY = "I read all that it was given for, and it holds."


@pytest.fixture
def reviewer(dina):
    RoleGrant.objects.create(person=dina, role=Role.REVIEWER)
    return dina


@pytest.fixture
def draw(badge, chen):
    """An award of that person for what Chen said."""

    def drawn(person, *, verdict="", by=None, badge=badge):
        said = say(chen, person, badge)
        award = Award.objects.create(
            badge=badge, person=person, given_at=timezone.now(), rule_version=1, why=["three teams spoke for them"],
            evidence=[{"kind": "nomination", "id": said.pk}],
        )  # fmt: skip
        more = {"by": by, "decided_at": timezone.now(), "reason": WHY} if verdict else {}
        return AuditSample.objects.create(award=award, week="2026-06-08", verdict=verdict, **more)

    return drawn


def test_a_reviewer_reads_the_award_and_what_it_stands_on(draw, eve, reviewer):
    draw(eve)
    client = browser(reviewer)
    address = f"{ALL}/eve/bridge-builder"
    assert address in client.get(ALL).content.decode()
    page = client.get(address).content.decode()
    for words in ("Bridge Builder of Eve Moreau", "Three teams spoke for them", "Brought two teams into one room"):
        assert words in page


def test_a_verdict_leads_on_to_the_next_one(draw, eve, reviewer, company):
    first = draw(eve)
    other = Person.objects.create(key="fay.lund", display_name="Fay Lund", team=company["design"])
    draw(other)
    client = browser(reviewer)
    answer = client.post(f"{ALL}/eve/bridge-builder/judge", {"verdict": "sound", "reason": WHY})
    assert answer["Location"] == f"{ALL}/fay.lund/bridge-builder"
    first.refresh_from_db()
    assert (first.verdict, first.by, first.reason) == ("sound", reviewer, WHY)
    last = client.post(f"{ALL}/fay.lund/bridge-builder/judge", {"verdict": "missed", "reason": WHY}, follow=True)
    page = last.content.decode()
    assert "No other award waits for a look" in page
    assert "Of 2 awards that somebody read, 1 should have been seen: 50.0 %." in page
    assert "between 9.5 % and 90.5 %" in page
    assert WHY in client.get(ALL, {"state": "missed"}).content.decode()
    assert WHY in client.get(f"{ALL}/fay.lund/bridge-builder").content.decode()


def test_a_word_without_a_reason_is_refused_and_kept(draw, eve, reviewer):
    draw(eve)
    answer = browser(reviewer).post(f"{ALL}/eve/bridge-builder/judge", {"verdict": "sound", "reason": "Fine."})
    assert answer.status_code == 422
    assert ">Fine.</textarea>" in answer.content.decode()
    assert AuditSample.objects.get().verdict == ""


def test_what_somebody_has_read_is_not_read_twice(draw, eve, chen, reviewer):
    draw(eve, verdict="sound", by=chen)
    answer = browser(reviewer).post(f"{ALL}/eve/bridge-builder/judge", {"verdict": "missed", "reason": WHY})
    assert answer.status_code == 422
    assert AuditSample.objects.get().verdict == "sound"


def test_ones_own_and_those_of_reports_are_not_even_there(draw, ada, reviewer, eve):
    draw(ada)  # whom Dina manages
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    for near in (ada, reviewer):
        client = browser(near)
        assert "Nothing waits for a look" in client.get(ALL).content.decode()
        assert client.get(f"{ALL}/ada/bridge-builder").status_code == 404
        answer = client.post(f"{ALL}/ada/bridge-builder/judge", {"verdict": "sound", "reason": WHY})
        assert answer.status_code == 404


def test_whoever_spoke_for_them_leaves_it_to_another(draw, eve, chen, badge):
    draw(eve)
    assert Nomination.objects.filter(nominator=chen, nominee=eve).exists()
    RoleGrant.objects.create(person=chen, role=Role.REVIEWER)
    assert "another reviewer reads this one" in browser(chen).get(f"{ALL}/eve/bridge-builder").content.decode()
    answer = browser(chen).post(f"{ALL}/eve/bridge-builder/judge", {"verdict": "sound", "reason": WHY})
    assert answer.status_code == 403


def test_an_auditor_reads_along_and_others_see_nothing(draw, eve, bo, dina):
    draw(eve)
    address = f"{ALL}/eve/bridge-builder"
    assert [browser(bo).get(one).status_code for one in (ALL, address)] == [403, 403]
    assert browser(bo).post(f"{address}/judge", {"verdict": "sound", "reason": WHY}).status_code == 403
    RoleGrant.objects.create(person=dina, role=Role.AUDITOR)
    page = browser(dina).get(address).content.decode()
    assert "you read along" in page
    assert "It is sound" not in page
    assert browser(dina).post(f"{address}/judge", {"verdict": "sound", "reason": WHY}).status_code == 403


def test_what_nobody_can_say_is_not_there(draw, eve, reviewer):
    draw(eve)
    client = browser(reviewer)
    assert client.post(f"{ALL}/eve/bridge-builder/judge", {"verdict": "fine", "reason": WHY}).status_code == 404
    assert client.get(ALL, {"state": "lost"}).status_code == 404


def test_without_any_look_nothing_is_claimed(reviewer):
    assert "nothing is known" in browser(reviewer).get(ALL).content.decode()


@pytest.mark.parametrize(("missed", "judged", "top"), [(0, 100, 0.05), (1, 20, 0.25), (3, 10, 1.0)])
def test_the_picture_is_as_wide_as_the_interval_needs(missed, judged, top):
    interval = interval_of(wilson(missed, judged))
    assert interval.top == top
    assert 0 <= interval.low <= interval.share <= interval.high <= interval.width


def test_the_number_of_queries_does_not_grow_with_samples(draw, eve, reviewer, company):
    client, counts = browser(reviewer), []
    draw(eve)
    for round_ in range(2):
        client.get(ALL)
        with CaptureQueriesContext(connection) as asked:
            client.get(ALL)
        counts.append(len(asked))
        for number in range(6):
            person = Person.objects.create(
                key=f"p{round_}-{number}", display_name=f"P {number}", team=company["design"]
            )
            of = Badge.objects.create(
                slug=f"b{round_}-{number}", name=f"B {round_}-{number}", purpose="For tests.", state="live"
            )
            draw(person, badge=of)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("q", "found"), [("moreau", True), ("bridge EVE", True), ("lindqvist", False)])
def test_the_list_is_searched_by_person_and_badge(draw, eve, reviewer, q, found):
    draw(eve)
    page = browser(reviewer).get(ALL, {"q": q}).content.decode()
    assert ("/random-audit/eve/bridge-builder" in page) is found
    assert ("No award is found by this" in page) is not found


def test_an_award_is_found_by_the_name_that_a_reader_of_german_sees(draw, eve, reviewer):
    draw(eve)
    for text, found in (("brückenbau", True), ("Eve Bridge", True), ("Begleitung", False)):
        page = browser(reviewer).get(ALL, {"q": text}, headers={"Accept-Language": "de"}).content.decode()
        assert (f"{ALL}/eve/bridge-builder" in page) == found, text
