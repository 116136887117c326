"""Integrity: the inbox, a case, and a reviewer's word."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person, Role, RoleGrant
from scoring.models import Case, Ruling
from scoring.queries.casework.inbox import Wanted, inbox
from tests.scoring.actions.patterns import WHY
from tests.scoring.sweeps import sweep_sees
from tests.scoring.views.test_mine import browser

ALL = "/cases"


@pytest.fixture
def address(case):
    return f"/cases/{case.key}"


def test_a_reviewer_finds_the_case_and_reads_what_it_stands_on(case, address, ruth):
    inbox = browser(ruth).get(ALL).content.decode()
    assert address in inbox
    assert "3 people recognise mostly each other." in inbox
    page = browser(ruth).get(address).content.decode()
    for words in ("Ada Lindqvist", "Eve Moreau", "They took the time to help us", '<svg class="graph"', "N02"):
        assert words in page


def test_a_false_alarm_is_ruled_and_stands_among_them(case, address, ruth):
    told = browser(ruth).post(f"{address}/rule", {"act": "dismiss", "reason": WHY}, follow=True).content.decode()
    assert "Everything counts again" in told
    assert WHY in told
    case.refresh_from_db()
    assert case.state == "dismissed"
    assert address not in browser(ruth).get(ALL).content.decode()
    assert address in browser(ruth).get(ALL, {"state": "dismissed"}).content.decode()


def test_a_confirmation_says_in_plain_words_what_it_does(case, address, ruth):
    told = browser(ruth).post(f"{address}/rule", {"act": "confirm", "reason": WHY}, follow=True).content.decode()
    assert "What you looked at may now count for nothing" in told


@pytest.mark.parametrize(("act", "state"), [("confirm", "confirmed"), ("note", "open"), ("take", "open")])
def test_other_words_of_a_reviewer(case, address, ruth, act, state):
    browser(ruth).post(f"{address}/rule", {"act": act, "reason": WHY})
    case.refresh_from_db()
    assert case.state == state
    assert (case.assigned_to == ruth) is (act == "take")


def test_what_was_typed_stays_while_it_is_taken_and_given_back(case, address, ruth):
    client = browser(ruth)
    for act, said in (("take", "It is yours to look at."), ("give_back", "Given back")):
        page = client.post(f"{address}/rule", {"act": act, "reason": "They swap"}).content.decode()
        assert said in page
        assert ">They swap</textarea>" in page
    assert client.post(f"{address}/rule", {"act": "take", "reason": " "}).status_code == 302


def test_the_history_names_who_took_it_once(case, address, ruth, bo):
    client = browser(ruth)
    client.post(f"{address}/rule", {"act": "take"})
    history = client.get(address).content.decode().partition('id="history"')[2]
    assert "looks at it from now on" in history
    assert history.count(ruth.display_name) == 1
    RoleGrant.objects.create(person=bo, role=Role.REVIEWER)
    client.post(f"{address}/rule", {"act": "assign", "to": "bo"})
    history = client.get(address).content.decode().partition('id="history"')[2]
    assert "Bo Nakamura looks at it from now on" in history
    assert f"{ruth.display_name} handed it over." in history


def test_a_closed_case_is_opened_again(case, address, ruth):
    client = browser(ruth)
    client.post(f"{address}/rule", {"act": "dismiss", "reason": WHY})
    assert "Look again" in client.get(address).content.decode()
    client.post(f"{address}/rule", {"act": "reopen", "reason": WHY})
    assert Case.objects.get().state == "open"


def test_a_word_without_a_reason_is_refused_and_kept_on_the_page(case, address, ruth):
    answer = browser(ruth).post(f"{address}/rule", {"act": "dismiss", "reason": "No."})
    assert answer.status_code == 422
    assert ">No.</textarea>" in answer.content.decode()
    assert not Ruling.objects.exists()


def test_who_stands_in_it_or_manages_one_of_them_does_not_even_learn_that_there_is_one(case, address, ada, eve, dina):
    for person in (ada, eve, dina):  # a giver, the receiver, and Ada's manager
        RoleGrant.objects.create(person=person, role=Role.REVIEWER)
        client = browser(person)
        assert client.get(address).status_code == 404
        assert client.post(f"{address}/rule", {"act": "dismiss", "reason": WHY}).status_code == 404
        assert "Nothing to look at" in client.get(ALL).content.decode()


def test_an_auditor_reads_and_rules_on_nothing(case, address, company):
    auditor = Person.objects.create(key="park", display_name="Park Auditor", team=company["company"])
    RoleGrant.objects.create(person=auditor, role=Role.AUDITOR)
    page = browser(auditor).get(address).content.decode()
    assert "What was seen" in page
    assert "Your word" not in page
    assert browser(auditor).post(f"{address}/rule", {"act": "dismiss", "reason": WHY}).status_code == 403


def test_nobody_else_sees_patterns(case, address, bo):
    assert browser(bo).get(ALL).status_code == 403
    assert browser(bo).get(address).status_code == 403
    assert ALL not in browser(bo).get("/").content.decode()


def test_a_state_or_an_act_that_does_not_exist_is_not_found(case, address, ruth):
    assert browser(ruth).get(ALL, {"state": "guilty"}).status_code == 404
    assert browser(ruth).post(f"{address}/rule", {"act": "punish", "reason": WHY}).status_code == 404


def test_the_inbox_asks_as_often_for_many_cases_as_for_one(case, words, ruth, ada, chen, eve):
    client = browser(ruth)
    client.get(ALL)
    with CaptureQueriesContext(connection) as one:
        client.get(ALL)
    for number in range(6):
        crowd = [
            Person.objects.create(key=f"c{number}{n}", display_name=f"Crowd {number}{n}", team=ada.team)
            for n in range(3)
        ]
        more = Case.objects.create(key=f"c-{number}", family="nominations", subject="pattern")
        more.people.set(crowd)
    with CaptureQueriesContext(connection) as many:
        assert client.get(ALL).content.decode().count('class="case"') == 7
    assert len(many) == len(one)


def test_what_no_longer_holds_still_says_what_was_seen(case, address, ruth):
    sweep_sees()
    page = browser(ruth).get(address).content.decode()
    assert "No longer seen since" in page


def test_a_case_of_hundreds_of_facts_shows_the_newest_and_counts_the_rest(case, address, ruth, monkeypatch):
    monkeypatch.setattr("scoring.views.cases.EVIDENCE_SHOWN", 0)
    monkeypatch.setattr("scoring.views.cases.MOST_EVIDENCE", 1)
    page = browser(ruth).get(address).content.decode()
    assert page.count("They took the time to help us") == 1  # of two
    assert "1 fact is older still" in page


def test_states_without_cases_are_counted_as_none(case, ruth):
    assert inbox(ruth, Wanted()).counts == {"open": 1, "snoozed": 0, "confirmed": 0, "dismissed": 0, "cleared": 0}


def test_turning_the_page_takes_the_list_and_not_the_page_around_it(case, ruth):
    Case.objects.bulk_create(Case(key=f"c-{number}", family="nominations", subject="pattern") for number in range(20))
    page = browser(ruth).get(ALL).content.decode()
    assert page.index('id="results"') < page.index('class="pager"')
    assert 'hx-target="#results"' in page
    part = browser(ruth).get(ALL, {"page": 2}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="results">')


def test_a_reviewer_is_asked_for_a_reason_and_not_for_praise(case, address, ruth):
    page = browser(ruth).post(f"{address}/rule", {"act": "dismiss", "reason": "No."}).content.decode()
    assert "Write at least one sentence (5 words) that says why." in page
