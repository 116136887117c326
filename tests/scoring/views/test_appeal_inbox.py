"""Appeals: whoever has nothing to do with them finds them, and rules on them, on a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.models import Person, Role, RoleGrant
from scoring.actions import appeals, cases
from scoring.models import Appeal, Ruling
from scoring.queries.casework.appeals import counts_of, visible_to
from tests.scoring.actions.patterns import WHY
from tests.scoring.views.test_mine import browser

ALL = "/appeals"
CLAIM = "We built that move together, anybody on the floor saw it."


@pytest.fixture
def appeal(case, eve):
    return appeals.file(by=eve, against="discount", code="N02", reason=CLAIM)


@pytest.fixture
def address(appeal):
    return f"{ALL}/{appeal.key}/decide"


def test_a_reviewer_reads_who_contests_what_and_why(appeal, ruth):
    page = browser(ruth).get(ALL).content.decode()
    for words in ("Eve Moreau", CLAIM, "N02 closed ring", "They are right", "It stays as it is"):
        assert words in page


@pytest.mark.parametrize(("act", "state", "told"), [
    ("uphold", "upheld", "counts again"), ("reject", "rejected", "reads your reason"),
])  # fmt: skip
def test_it_is_decided_there(appeal, address, ruth, act, state, told):
    client = browser(ruth)
    assert told in client.post(address, {"act": act, "reason": WHY}, follow=True).content.decode()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.decided_by, appeal.ruling) == (state, ruth, WHY)
    assert Ruling.objects.exists() is (act == "uphold")
    assert CLAIM not in client.get(ALL).content.decode()
    assert WHY in client.get(ALL, {"state": state}).content.decode()


def test_a_word_without_a_reason_is_refused_and_kept(appeal, address, ruth):
    answer = browser(ruth).post(address, {"act": "uphold", "reason": "No."})
    assert answer.status_code == 422
    assert ">No.</textarea>" in answer.content.decode()
    appeal.refresh_from_db()
    assert appeal.state == "open"


def test_who_ruled_on_the_case_reads_that_somebody_else_decides(appeal, case, ruth, dina):
    assert 'name="act"' in browser(ruth).get(ALL).content.decode()
    cases.confirm(by=ruth, case=case, reason=WHY)
    page = browser(ruth).get(ALL).content.decode()
    assert CLAIM in page
    assert "You ruled on this before: another reviewer decides it." in page
    assert 'name="act"' not in page
    RoleGrant.objects.create(person=dina, role=Role.REVIEWER)
    assert 'name="act"' in browser(dina).get(ALL).content.decode()


def test_the_case_says_that_an_appeal_about_it_waits(case, eve, ruth):
    said = "who rules on the case cannot decide it"
    address = reverse("scoring:case", args=[case.key])
    assert said not in browser(ruth).get(address).content.decode()
    appeals.file(by=eve, against="discount", code="N02", reason=CLAIM)
    assert said in browser(ruth).get(address).content.decode()


def test_whoever_stands_in_the_pattern_is_refused(appeal, address, ada):
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    answer = browser(ada).post(address, {"act": "uphold", "reason": WHY})
    assert answer.status_code == 403
    assert "somebody else has to decide" in answer.content.decode()
    appeal.refresh_from_db()
    assert appeal.state == "open"


def test_ones_own_and_those_of_reports_are_for_others(appeal, address, eve, ruth):
    RoleGrant.objects.create(person=eve, role=Role.REVIEWER)
    Person.objects.filter(pk=eve.pk).update(manager=ruth)
    for near in (eve, ruth):
        assert CLAIM not in browser(near).get(ALL).content.decode()
        assert browser(near).post(address, {"act": "uphold", "reason": WHY}).status_code == 404


def test_auditors_read_along_and_others_see_nothing(appeal, address, bo, dina):
    assert browser(bo).get(ALL).status_code == 403
    assert browser(bo).post(address, {"act": "uphold", "reason": WHY}).status_code == 403
    RoleGrant.objects.create(person=dina, role=Role.AUDITOR)
    page = browser(dina).get(ALL).content.decode()
    assert CLAIM in page
    assert "They are right" not in page
    assert browser(dina).post(address, {"act": "uphold", "reason": WHY}).status_code == 403


def test_what_nobody_can_do_is_not_there(appeal, address, ruth):
    assert browser(ruth).post(address, {"act": "praise", "reason": WHY}).status_code == 404
    assert browser(ruth).get(ALL, {"state": "lost"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_appeals(appeal, ruth, company):
    client, counts = browser(ruth), []
    client.get(ALL)
    for round_ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(ALL)
        counts.append(len(asked))
        for number in range(6):
            person = Person.objects.create(
                key=f"p{round_}-{number}", display_name=f"P {number}", team=company["company"]
            )
            Appeal.objects.create(
                key=f"a-{round_}-{number}", person=person, against="discount", code="N02", reason=CLAIM
            )
    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", ["upheld", "rejected"])
def test_an_appeal_about_use_is_the_persons_alone_once_it_is_decided(eve, bo, ruth, state):
    told = "I ran the nightly evaluation for the whole team."
    appeal = Appeal.objects.create(key="a-1", person=eve, against="discount", code="U04", reason=told)
    assert told in browser(ruth).get(ALL).content.decode()
    Appeal.objects.update(state=state, decided_by=ruth, decided_at=timezone.now(), ruling=WHY)
    page = browser(ruth).get(ALL, {"state": state}).content.decode()
    assert told not in page
    assert "U04" not in page
    assert counts_of(ruth) == {"open": 0, "upheld": 0, "rejected": 0}
    assert list(visible_to(ruth)) == []
    assert list(visible_to(eve)) == [appeal]
    assert WHY in browser(eve).get("/me/recognition").content.decode()


def test_an_appeal_leads_to_its_case_and_the_case_to_its_appeals(appeal, case, ruth):
    client = browser(ruth)
    assert f'href="/cases/{case.key}"' in client.get(ALL).content.decode()
    page = client.get(f"/cases/{case.key}").content.decode()
    assert f'href="/appeals?state=open#{appeal.key}"' in page


def test_who_may_not_see_the_case_reads_the_appeal_without_it(appeal, case, ada):
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)  # she stands in the case and not in the appeal
    page = browser(ada).get(ALL).content.decode()
    assert CLAIM in page
    assert case.key not in page


def test_who_may_not_see_the_appeal_reads_the_case_without_it(appeal, case, ruth):
    appeal.delete()
    own = Appeal.objects.create(key="a-own", person=ruth, against="discount", code="N02", reason=CLAIM)
    assert own.key not in browser(ruth).get(f"/cases/{case.key}").content.decode()


def test_an_appeal_about_something_else_is_not_laid_beside_the_case(case, eve, ruth):
    Appeal.objects.create(key="a-other", person=eve, against="discount", code="N07", reason=CLAIM)
    assert "a-other" not in browser(ruth).get(f"/cases/{case.key}").content.decode()
    assert case.key not in browser(ruth).get(ALL).content.decode()


@pytest.mark.parametrize(("q", "found"), [("moreau", True), ("EVE Mor", True), ("lindqvist", False)])
def test_the_list_is_searched_by_name(appeal, ruth, q, found):
    page = browser(ruth).get(ALL, {"q": q}).content.decode()
    assert (CLAIM in page) is found
    assert ("No appeal is found by this" in page) is not found
