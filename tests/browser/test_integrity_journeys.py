"""A reviewer's day: from the desk to a settled case, an answered lot and a snooze, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from recognition.models import Person
from scoring.models import AuditSample, Case, CaseEvent, Finding, Snooze
from tests.browser.test_journeys import become

WHY = "I asked both teams, and they share a pager and a floor."


@pytest.fixture
def second_case(company_to_look_at):
    """One more that waits, less urgent than the first."""
    case = Case.objects.create(key="c-2", family="nominations", subject="pressure")
    Case.objects.filter(key="c-1").update(urgency=900)
    CaseEvent.objects.create(case=case, kind="opened", text="6 people of one team gave within 4 days.")
    first = Finding.objects.get(case__key="c-1")
    Finding.objects.create(
        key="N05-2", code="N05", severity="review", factor=1, p_value=0.001, at=first.at, found_at=first.at, case=case,
        sentence="6 people of one team gave within 4 days.",
    )  # fmt: skip
    return case


def test_a_reviewer_settles_a_case_three_clicks_from_the_first_page(page, second_case):
    become(page, "Eve Moreau")
    page.get_by_role("link", name="2 cases are nobody’s yet").click()
    page.locator(".case a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A pattern of giving")
    page.get_by_label("What did you look at").fill(WHY)
    page.get_by_role("button", name="False alarm").click()
    expect(page).to_have_url(re.compile(r"/cases/c-2\?whose=nobody$"))
    expect(page.locator(".toasts")).to_contain_text("This is the next one")
    assert Case.objects.get(key="c-1").state == "dismissed"


def test_a_reviewer_settles_a_case_without_javascript(plain_page, second_case):
    page = plain_page
    become(page, "Eve Moreau")
    page.goto("/desk")
    page.get_by_role("link", name="2 cases are nobody’s yet").click()
    page.get_by_label("Pattern").select_option("N05")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".case")).to_have_count(1)
    page.locator(".case a").first.click()
    page.get_by_role("button", name="I look at it").click()
    expect(page.get_by_text("Eve Moreau looks at it from now on")).to_be_visible()
    page.get_by_label("What did you look at").fill(WHY)
    page.get_by_role("button", name="It is what it looks like").click()
    expect(page.get_by_text("No other case waits in this list")).to_be_visible()
    assert Case.objects.get(key="c-2").state == "confirmed"


def test_a_reviewer_reads_what_the_lot_has_drawn(page):
    become(page, "Eve Moreau")
    page.goto("/random-audit")
    page.get_by_label("Search by person, team or badge").fill("zzz")
    expect(page.get_by_text("No award is found by this")).to_be_visible()
    page.get_by_label("Search by person, team or badge").fill("nakamura")
    page.get_by_role("link", name="Bridge Builder").click()
    page.get_by_label("What did you look at").fill(WHY)
    page.get_by_role("button", name="It is sound").click()
    expect(page.get_by_text("Of 1 award that somebody read, 0 should have been seen")).to_be_visible()
    assert AuditSample.objects.get().verdict == "sound"


@pytest.mark.parametrize("script", [True, False])
def test_a_reviewer_lets_a_pattern_sleep_and_wakes_it(request, script):
    page = request.getfixturevalue("page" if script else "plain_page")
    become(page, "Eve Moreau")
    page.goto("/snoozes")
    page.get_by_role("link", name="Snooze something").click()
    page.get_by_label("Find a colleague").fill("lindq")
    if not script:
        page.get_by_role("button", name="Search").click()
    page.locator("#found a", has_text="Ada Lindqvist").click()
    page.get_by_label("Which pattern?").select_option("N02")
    page.get_by_label("What is the reason").fill(WHY)
    page.get_by_role("button", name="Let it sleep").click()
    ada = Person.objects.get(key="ada")
    expect(page.get_by_text(WHY)).to_be_visible()
    page.get_by_role("button", name="End it now N02, Ada Lindqvist").click()
    expect(page.get_by_text("take effect again").first).to_be_visible()
    assert Snooze.objects.get(person=ada).ended_at is not None


def test_filters_of_cases_answer_at_once_and_stand_in_the_address(page, second_case):
    become(page, "Eve Moreau")
    page.goto("/cases")
    expect(page.locator(".case")).to_have_count(2)
    page.get_by_label("Search by person or team").fill("nakam")
    expect(page.locator(".case")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=nakam"))
    page.reload()
    expect(page.get_by_label("Search by person or team")).to_have_value("nakam")
    expect(page.locator(".case")).to_have_count(1)


def test_a_case_is_settled_by_keyboard_alone(page):
    become(page, "Eve Moreau")
    page.goto("/cases/c-1")
    page.get_by_label("What did you look at").focus()
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="False alarm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".toasts")).to_contain_text("A false alarm")
    assert Case.objects.get(key="c-1").state == "dismissed"
