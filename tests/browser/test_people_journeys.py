"""Teams, words and outcomes, from the first page to the end."""

import re

from playwright.sync_api import expect

from recognition.models import FollowedTeam, Outcome, PassedOutcome, Verification
from tests.browser.test_journeys import become


def test_eve_confirms_an_outcome_in_three_clicks(page):
    become(page, "Eve Moreau")
    page.get_by_role("link", name="1 outcome waits for an independent word").click()
    page.get_by_text("Add a note").click()
    page.get_by_label("What you saw (optional)").fill("I followed it on Monday.")
    page.get_by_role("button", name="I can confirm this The guide to handovers").click()
    expect(page.get_by_text("Confirmed. Thank you.")).to_be_visible()
    assert Verification.objects.get(outcome=1001).note == "I followed it on Monday."


def test_eve_leaves_an_outcome_to_others_and_takes_it_back(page):
    become(page, "Eve Moreau")
    page.goto("/verify")
    page.get_by_role("button", name="I can’t say").click()
    expect(page.get_by_text("Left to others.")).to_be_visible()
    assert PassedOutcome.objects.count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Back on your list.")).to_be_visible()
    assert not PassedOutcome.objects.exists()


def test_confirming_works_without_javascript(plain_page):
    become(plain_page, "Eve Moreau")
    plain_page.goto("/verify")
    plain_page.get_by_role("button", name="I can’t say").click()
    expect(plain_page.get_by_role("heading", name="Nothing waits for your word")).to_be_visible()
    plain_page.get_by_role("link", name="Left to others").click()
    plain_page.get_by_role("button", name="Back on my list").click()
    plain_page.get_by_role("button", name="I can confirm this").click()
    expect(plain_page.get_by_role("status").filter(has_text="Confirmed. Thank you")).to_be_visible()
    assert Verification.objects.filter(outcome=1001).count() == 1


def test_ada_reports_an_outcome_with_bo(page):
    become(page, "Ada Lindqvist")
    page.goto("/outcomes/claim")
    page.get_by_label("What did you achieve?").fill("Moved the importer to one queue")
    page.get_by_label("Who did it with you?").fill("Bo Nakamura")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moved the importer to one queue")
    expect(page.get_by_text("somebody else must confirm it")).to_be_visible()
    told = Outcome.objects.get(title="Moved the importer to one queue")
    assert set(told.people.values_list("key", flat=True)) == {"ada", "bo"}
    # With Bo in it, it is no longer Ada's alone to take back.
    expect(page.get_by_role("link", name="Take it back")).to_have_count(0)


def test_the_tree_opens_by_keyboard_and_a_team_is_followed(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    page.get_by_role("link", name="The tree of teams").click()
    page.locator("summary", has_text="Engineering").press("Enter")
    page.get_by_role("link", name="Data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
    page.get_by_role("button", name="Follow this team").click()
    expect(page.get_by_role("status").filter(has_text="You follow Data")).to_be_visible()
    assert FollowedTeam.objects.get().team.key == "data"
    page.goto("/")
    page.get_by_role("link", name="Teams you follow").click()
    expect(page).to_have_url("/?show=followed")
    expect(page.locator("#stories").get_by_role("link", name="Data", exact=True)).to_be_visible()


def test_a_branch_that_is_opened_before_the_script_is_there_fills_all_the_same(page):
    become(page, "Ada Lindqvist")
    held = []
    page.route(re.compile(r"htmx.*\.js"), lambda route: held.append(route))
    page.goto("/teams", wait_until="commit")
    page.locator("summary", has_text="Engineering").press("Enter")
    (script,) = held
    script.continue_()
    expect(page.get_by_role("link", name="Data", exact=True)).to_be_visible()


def test_the_tree_opens_without_javascript(plain_page):
    become(plain_page, "Ada Lindqvist")
    plain_page.goto("/teams")
    plain_page.locator("summary", has_text="Engineering").click()
    plain_page.get_by_role("link", name="Show the teams in Engineering").click()
    expect(plain_page.get_by_role("link", name="Platform")).to_be_visible()


def test_a_word_is_joined_from_the_nomination(page, company_to_look_at):
    become(page, "Bo Nakamura")
    page.goto(f"/nominations/{company_to_look_at.key}")
    page.get_by_role("link", name="I saw this too").click()
    page.get_by_label("In your own words").fill("I was in that room: the argument was over within an hour.")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("Seconded 2 times")).to_be_visible()


def test_people_are_filtered_as_one_chooses(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    page.get_by_label("Badge", exact=True).select_option("bridge-builder")
    expect(page.locator("#results .person")).to_have_count(1)
    page.get_by_label("New here").check()
    expect(page.get_by_role("heading", name="Nobody is found by this")).to_be_visible()
    page.reload()
    expect(page.get_by_label("New here")).to_be_checked()


def test_back_brings_the_whole_page_of_before(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    for typed in ("chen", "bo"):
        page.get_by_label("Search people").fill(typed)
        expect(page.locator("#results .person")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=bo"))
    page.go_back()
    expect(page).to_have_url(re.compile("q=chen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.get_by_label("Search people")).to_have_value("chen")
    expect(page.locator("#results .person")).to_have_count(1)


def test_back_from_a_person_brings_the_search_again(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    page.get_by_label("Search people").fill("chen")
    expect(page).to_have_url(re.compile("q=chen"))
    expect(page.locator("#results .person")).to_have_count(1)
    page.locator("#results").get_by_role("link", name="Chen Wei").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chen Wei")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.locator("#results .person")).to_have_count(1)
