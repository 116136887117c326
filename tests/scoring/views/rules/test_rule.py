"""One rule's page: in force, drafted, on trial, asked for, and how it came to be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Badge
from scoring.actions import publishing, rule_previews, rules, shadows
from scoring.rule_checks.previewing import answer_waiting
from tests.scoring.rules_for_tests import LIVE, enforce
from tests.scoring.views.rules.conftest import LIKELIER
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db

PAGE = "/rules/bridge-builder"


def text(answer):
    return answer.content.decode()


def test_it_says_what_is_asked_what_it_costs_and_who_put_it_in_force(writer, admins):
    page = text(writer.get(PAGE))
    assert "Recognition by colleagues that adds up to 3" in page
    assert "Cheapest way to fake this" in page
    assert page.count(admins[1].display_name) >= 2  # the aside and the history


def test_a_draft_is_held_against_the_rule_in_force(writer, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    page = text(writer.get(PAGE))
    assert "Draft, version 2" in page
    assert "<del>3</del><ins>1.9</ins>" in page
    assert "Ask to publish" in page


def test_what_was_counted_for_a_draft_stands_beside_it(writer, steward, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    rule_previews.ask(by=admins[0], text=LIKELIER)
    assert "It is being counted" in text(writer.get(PAGE))
    answer_waiting()
    assert "See them by name" in text(writer.get(PAGE))
    assert "See them by name" not in text(steward.get(PAGE))


def test_two_versions_are_chosen_in_the_address(writer, admins):
    enforce(LIKELIER, publisher=admins[0], approver=admins[1])
    enforce(LIVE.replace("voices: 3", "voices: 4"), publisher=admins[0], approver=admins[1])
    page = text(writer.get(f"{PAGE}?from=1&to=2"))
    assert "<del>3</del><ins>1.9</ins>" in page
    assert "<ins>4</ins>" not in page
    assert "<ins>4</ins>" in text(writer.get(PAGE))  # by itself: the newest and the one before it
    assert writer.get(f"{PAGE}?from=9&to=x").status_code == 200


def test_versions_that_ask_for_the_same_say_so(writer, admins):
    enforce(LIVE + "\ntitle: New words", publisher=admins[0], approver=admins[1])
    assert "Both ask for the same" in text(writer.get(PAGE))


def test_a_trial_is_told_and_can_be_compared(writer, admins):
    shadows.start(by=admins[0], text=LIKELIER)
    page = text(writer.get(PAGE))
    assert "Version 2 is on trial" in page
    assert f'href="{PAGE}/trial"' in page


def test_who_asked_sees_that_somebody_else_decides(writer, admins):
    publishing.ask(by=admins[0], text=LIKELIER, note="Three were too many.")
    page = text(writer.get(PAGE))
    assert "Nobody decides alone" in page
    assert "Take the request back" in page
    assert "/approve" not in page


def test_why_a_request_was_declined_stays_there(writer, admins):
    request = publishing.ask(by=admins[0], text=LIKELIER, note="Three were too many.")
    publishing.decline(by=admins[1], request=request, reason="Two teams are few for a company of ours.")
    assert "Two teams are few" in text(writer.get(PAGE))


def test_a_badge_without_a_rule_says_what_that_means(writer):
    Badge.objects.create(slug="new", name="New", purpose="For what is new.", state="draft")
    page = text(writer.get("/rules/new"))
    assert "Nothing is asked yet" in page
    assert "Write the rule" in page


def test_a_steward_reads_it_and_finds_no_button(steward, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    shadows.start(by=admins[0], text=LIKELIER)
    page = text(steward.get(PAGE))
    assert "Recognition by colleagues" in page
    assert "Change the rule" not in page
    assert "Ask to publish" not in page
    assert "/trial" not in page


def test_a_steward_of_another_badge_is_refused(steward):
    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    assert steward.get("/rules/other").status_code == 403


def test_others_are_refused_and_an_unknown_badge_is_not_found(praised, writer, dina):
    assert browser(dina).get(PAGE).status_code == 403
    assert writer.get("/rules/nothing").status_code == 404


def test_a_long_history_is_paged_and_costs_the_same(writer, admins):
    counts = []
    for first, number in ((0, 2), (2, 15)):
        for n in range(first, first + number):
            rule = LIVE.replace("at_least: 3", f"at_least: {4 + n / 10}")
            enforce(rule, publisher=admins[0], approver=admins[1])
        writer.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert writer.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 22
    assert "Page 1 of 2" in text(writer.get(PAGE))
