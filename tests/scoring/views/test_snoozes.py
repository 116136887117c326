"""Snoozes: listed, begun from a person or from a case, and ended."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from recognition.models import Person, Role, RoleGrant
from scoring.models import Snooze
from tests.scoring.actions.patterns import WHY
from tests.scoring.views.test_mine import browser

ALL, NEW = "/snoozes", "/snoozes/new"


def in_days(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


@pytest.fixture
def typed():
    return {"person": "eve", "code": "N02", "until": in_days(30), "reason": WHY}


@pytest.fixture
def snooze(ruth, eve):
    until = timezone.now() + timedelta(days=30)
    return Snooze.objects.create(person=eve, code="N02", until=until, by=ruth, reason=WHY)


def test_a_reviewer_finds_a_person_and_lets_a_pattern_sleep(words, ruth, eve, typed):
    client = browser(ruth)
    assert NEW in client.get(ALL).content.decode()
    assert f"{NEW}?person=eve" in client.get(NEW, {"q": "moreau"}).content.decode().replace('href="?', f'href="{NEW}?')
    assert "Which pattern?" in client.get(NEW, {"person": "eve"}).content.decode()
    page = client.post(NEW, typed, follow=True).content.decode()
    assert WHY in page
    snooze = Snooze.objects.get()
    assert (snooze.person, snooze.code, snooze.by) == (eve, "N02", ruth)
    assert timezone.localtime(snooze.until - timedelta(seconds=1)).date().isoformat() == typed["until"]


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "UTC", "Asia/Tokyo"])
def test_the_day_that_was_chosen_is_the_day_that_is_shown(words, ruth, bo, typed, zone):
    Person.objects.filter(pk=ruth.pk).update(time_zone=zone)
    client = browser(ruth)
    page = client.post(NEW, {**typed, "until": in_days(30)}, follow=True).content.decode()
    said = f"ends on {date_format(date.fromisoformat(in_days(30)))}"
    assert said in page
    RoleGrant.objects.create(person=bo, role=Role.REVIEWER)
    assert said in browser(bo).get(ALL).content.decode()


def test_from_a_case_only_what_it_shows_can_be_chosen(case, ruth, typed):
    client = browser(ruth)
    assert f'formaction="{NEW}"' in client.get(f"/cases/{case.key}").content.decode()
    opened = client.post(NEW, {"act": "open", "case": case.key, "reason": "They swap shifts."})
    page = opened.content.decode()
    assert (opened.status_code, Snooze.objects.exists()) == (200, False)
    assert ">They swap shifts.</textarea>" in page
    assert [name in page for name in ("Ada Lindqvist", "Eve Moreau", "Bo Nakamura")] == [True, True, False]
    assert page.count("<option") == 1 + 3 + 1  # nobody, three people, one pattern
    answer = client.post(NEW, {**typed, "case": case.key})
    assert answer["Location"] == f"/cases/{case.key}"
    assert case.events.order_by("-pk").first().kind == "snoozed"


def test_a_case_of_which_everything_sleeps_waits_among_the_snoozed(case, ruth, typed):
    client = browser(ruth)
    client.post(NEW, {**typed, "case": case.key})
    assert case.key not in client.get("/cases").content.decode()
    assert case.key in client.get("/cases", {"state": "snoozed"}).content.decode()
    client.post(f"{ALL}/eve/N02/end")
    assert case.key in client.get("/cases").content.decode()


@pytest.mark.parametrize(("wrong", "told"), [
    ({"until": ""}, "Give a day"), ({"until": "2026-02-31"}, "Give a day"), ({"until": "9999-12-31"}, "Give a day"),
    ({"until": "2020-01-01"}, "within a year"), ({"code": "X99"}, "There is no finding X99"),
    ({"reason": "Fine."}, "at least one sentence"),
])  # fmt: skip
def test_what_is_refused_comes_back_with_the_words(words, ruth, typed, wrong, told):
    answer = browser(ruth).post(NEW, {**typed, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f">{wrong.get('reason', WHY)}</textarea>" in page
    assert not Snooze.objects.exists()


def test_without_a_person_it_asks_for_one(words, ruth, typed):
    answer = browser(ruth).post(NEW, {**typed, "person": "nobody"})
    assert answer.status_code == 422
    assert "Choose whom it is about" in answer.content.decode()


def test_it_is_ended_before_its_day_and_stays_with_its_reason(snooze, words, ruth):
    client = browser(ruth)
    told = client.post(f"{ALL}/eve/N02/end", follow=True).content.decode()
    assert "take effect again" in told
    assert "Nothing sleeps" in told
    assert WHY in client.get(ALL, {"state": "ended"}).content.decode()
    assert client.post(f"{ALL}/eve/N02/end").status_code == 404


def test_what_concerns_oneself_or_a_report_is_shown_to_others(snooze, words, ruth, eve, typed):
    RoleGrant.objects.create(person=eve, role=Role.REVIEWER)
    Person.objects.filter(pk=eve.pk).update(manager=ruth)
    for near in (eve, ruth):
        client = browser(near)
        assert WHY not in client.get(ALL).content.decode()
        assert client.post(f"{ALL}/eve/N02/end").status_code == 404
        assert client.post(NEW, {**typed, "code": "N01"}).status_code == 403


def test_an_auditor_reads_and_others_see_nothing(snooze, words, bo, dina, typed):
    assert [browser(bo).get(one).status_code for one in (ALL, NEW)] == [403, 403]
    assert browser(bo).post(f"{ALL}/eve/N02/end").status_code == 403
    RoleGrant.objects.create(person=dina, role=Role.AUDITOR)
    page = browser(dina).get(ALL).content.decode()
    assert WHY in page
    assert "End it now" not in page
    assert browser(dina).post(f"{ALL}/eve/N02/end").status_code == 403
    assert browser(dina).post(NEW, typed).status_code == 403


def test_a_case_that_concerns_the_reader_is_not_even_there(case, ada):
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    assert browser(ada).get(NEW, {"case": case.key}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_snoozes(snooze, ruth, company):
    client, counts = browser(ruth), []
    for round_ in range(2):
        client.get(ALL)
        with CaptureQueriesContext(connection) as asked:
            client.get(ALL)
        counts.append(len(asked))
        for number in range(6):
            person = Person.objects.create(key=f"p{round_}-{number}", display_name=f"P {number}", team=company["data"])
            Snooze.objects.create(person=person, code="N01", until=timezone.now(), by=ruth, reason=WHY)
    assert counts[0] == counts[1]


def test_the_list_is_searched_by_name(snooze, words, ruth):
    client = browser(ruth)
    assert WHY in client.get(ALL, {"q": "MOREAU"}).content.decode()
    assert "Nobody is found by this" in client.get(ALL, {"q": "lindqvist"}).content.decode()


def test_htmx_takes_the_people_that_are_found_alone(words, ruth):
    part = browser(ruth).get(NEW, {"q": "moreau"}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="found"')
    assert "Eve Moreau" in part
