"""The shelf of rules: what it shows, to whom, and how it is searched."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Badge
from scoring.actions import publishing, rules, shadows
from tests.scoring.rules_for_tests import enforce
from tests.scoring.views.rules.conftest import LIKELIER
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def test_a_rule_in_force_stands_there_in_words(writer):
    page = text(writer.get("/rules"))
    assert "Recognition by colleagues that adds up to 3" in page
    assert "in force, version 1" in page


def test_a_badge_without_a_rule_offers_to_write_one(writer):
    Badge.objects.create(slug="new", name="Brand New", purpose="For what is new.", state="draft")
    page = text(writer.get("/rules?state=none"))
    assert "Brand New" in page
    assert 'href="/rules/new/edit"' in page
    assert 'href="/rules/bridge-builder"' not in page


def test_the_search_is_in_the_address_and_htmx_gets_the_list_alone(writer):
    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    page = text(writer.get("/rules?q=bridge", headers={"HX-Request": "true"}))
    assert page.lstrip().startswith('<div id="shelf"')
    assert "Bridge Builder" in page
    assert ">Other<" not in page


def test_a_badge_is_found_by_the_name_that_a_reader_of_german_sees(writer):
    page = text(writer.get("/rules?q=brückenb", headers={"HX-Request": "true", "Accept-Language": "de"}))
    assert "Brückenbau" in page
    assert "Brückenbau" in text(writer.get("/rules?q=bridge", headers={"HX-Request": "true", "Accept-Language": "de"}))
    assert "Bridge Builder" not in text(writer.get("/rules?q=brückenb", headers={"HX-Request": "true"}))


@pytest.mark.parametrize("state", ["draft", "trial", "waiting"])
def test_a_filter_finds_what_is_on_its_way(state, writer, admins):
    assert "No rule here" in text(writer.get(f"/rules?state={state}"))
    start = {"draft": rules.draft, "trial": shadows.start, "waiting": partial(publishing.ask, note="Why not?")}[state]
    start(by=admins[0], text=LIKELIER)
    assert "Bridge Builder" in text(writer.get(f"/rules?state={state}", headers={"HX-Request": "true"}))


def test_what_waits_for_a_second_person_stands_on_top_with_all_one_needs_to_decide(second, admins):
    publishing.ask(by=admins[0], text=LIKELIER, note="Three were too many.")
    page = text(second.get("/rules"))
    assert page.index("Three were too many.") < page.index('id="shelf"')
    assert "<del>3</del><ins>1.9</ins>" in page
    assert "The rule in force: effort" in page
    assert 'action="/rules/bridge-builder/requests/' in page


def test_a_steward_reads_the_rules_of_their_own_badges_and_writes_none(steward, admins):
    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    publishing.ask(by=admins[0], text=LIKELIER, note="Three were too many.")
    page = text(steward.get("/rules"))
    assert "Bridge Builder" in page
    assert "Something else" not in page
    assert "Other" not in page
    assert "/edit" not in page
    assert "Approve" not in page
    assert "Who gains and loses" not in page


def test_an_auditor_reads_all_and_writes_nothing(auditor):
    page = text(auditor.get("/rules"))
    assert "Bridge Builder" in page
    assert "/edit" not in page


def test_others_are_told_where_to_look(praised, dina):
    answer = browser(dina).get("/rules")
    assert answer.status_code == 403
    assert 'href="/rules"' not in text(browser(dina).get("/"))


def test_the_list_costs_the_same_however_many_rules_there_are(writer, admins):
    counts = []
    for first, number in ((0, 2), (2, 12)):
        for n in range(first, first + number):
            slug = f"badge-{n}"
            enforce(LIKELIER.replace("bridge-builder", slug), publisher=admins[0], approver=admins[1])
            easier = LIKELIER.replace("bridge-builder", slug).replace("1.9", "2.5")
            publishing.ask(by=admins[0], text=easier, note="Three were too many.")
        writer.get("/rules")
        with CaptureQueriesContext(connection) as asked:
            assert writer.get("/rules").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_a_nul_in_the_search_is_no_word(writer):
    assert "Bridge Builder" in text(writer.get("/rules?q=bridge%00"))
    assert "\x00" not in text(writer.get("/rules?q=bridge%00"))


def test_no_database_is_asked_for_a_nul(writer):
    with CaptureQueriesContext(connection) as asked:
        writer.get("/rules?q=br%00idge")
    assert not any("\x00" in query["sql"] for query in asked)
