"""A rule is written, counted through, asked for and put in force: by mouse, by keyboard, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from recognition.models import RoleGrant
from scoring.models import PublishRequest, RuleVersion
from scoring.rule_checks.previewing import answer_waiting
from tests.browser.conftest import SCREENSHOTS
from tests.browser.test_accessibility import WIDTHS, look_all_around
from tests.browser.test_stillness import WATCH

EDIT = "/rules/bridge-builder/edit"


@pytest.fixture
def admins(company_to_look_at, ada, chen):
    for person in (ada, chen):
        RoleGrant.objects.create(person=person, role="admin")


def become(page, name):
    page.goto(f"/sign-in?q={name.split()[0]}")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("/")


def standing(page):
    return page.locator("#beside .standing").inner_text()


def settled(page):
    """Nothing that htmx asked for is on its way or being put in."""
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def test_two_admins_change_a_rule_and_put_it_in_force(page, admins):
    become(page, "Ada Lindqvist")
    page.goto(EDIT)
    page.get_by_text("Add a condition").click()
    page.get_by_role("button", name=re.compile("^Time with us")).click()
    page.get_by_label("Days", exact=True).fill("200")
    page.get_by_text("With us for at least 200 days.").wait_for()
    assert "Keeps all the laws" in standing(page)
    page.get_by_role("button", name="Count them").click()
    page.get_by_text("Waiting for a worker").wait_for()
    assert answer_waiting() == 1
    page.get_by_text("as before").wait_for()
    page.get_by_label("What changes, and why").fill("A first half year to arrive in.")
    page.get_by_role("button", name="Ask to publish").click()
    page.wait_for_url("/rules/bridge-builder")
    page.get_by_text("Nobody decides alone").wait_for()
    become(page, "Chen Wei")
    page.get_by_text("Desk", exact=True).click()
    page.get_by_role("link", name="Rules", exact=True).click()
    page.get_by_text("A first half year to arrive in.").wait_for()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Put it in force").click()
    page.get_by_text("Version 2 is in force").wait_for()
    assert RuleVersion.objects.get(state="live").number == 2


def test_it_all_works_without_a_script(plain_page, admins):
    page = plain_page
    become(page, "Ada Lindqvist")
    page.goto(EDIT)
    page.get_by_text("Add a condition").click()
    page.get_by_role("button", name=re.compile("^Finished work")).click()
    page.get_by_label("Pieces of work").fill("0")
    page.get_by_label("Pieces of work").press("Enter")
    assert "Out of bounds" in page.locator("#n-1-roots-error").inner_text()
    page.get_by_label("Pieces of work").fill("4")
    page.get_by_role("button", name="Move up: Finished work").click()
    page.get_by_role("button", name="YAML").click()
    text = page.get_by_label("The rule as YAML").input_value()
    assert text.index("outcomes") < text.index("peer_support")
    page.get_by_label("The rule as YAML").fill(text.replace("roots: 4", "rots: 4"))
    page.get_by_role("button", name="Form").click()
    assert "did you mean roots" in page.locator("#beside").inner_text()
    page.get_by_label("The rule as YAML").fill(text)
    page.get_by_role("button", name="Form").click()
    page.get_by_label("What changes, and why").fill("Work first, then words.")
    page.get_by_role("button", name="Ask to publish").click()
    assert PublishRequest.objects.get().version.document["criteria"]["all"][0]["outcomes"]["roots"] == 4


def test_a_condition_is_moved_and_taken_away_by_keyboard(page, admins):
    become(page, "Ada Lindqvist")
    page.goto(EDIT)
    settled(page)
    page.locator(".add > summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(".add__kind").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=re.compile("^Finished work"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#n-1")).to_be_focused()
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move up: Finished work")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#n-0")).to_be_focused()
    expect(page.locator("#n-0-roots")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Take away: Finished work").focus()
    page.keyboard.press("Enter")
    page.locator("#n-1").wait_for(state="detached")
    expect(page.locator("#n-0-voices")).to_have_count(1)


def test_typing_moves_nothing_that_one_types_into(page, admins):
    page.add_init_script(WATCH)
    become(page, "Ada Lindqvist")
    page.goto(EDIT)
    field = page.get_by_label("Adds up to")
    before = field.bounding_box()
    for number in ("1", "0", "5"):
        with page.expect_response(lambda answer: answer.url.endswith("/check")):
            field.fill(number)
        settled(page)
        assert field.bounding_box() == before


def test_a_button_pressed_right_after_typing_loses_neither(page, admins):
    page.clock.install()
    become(page, "Ada Lindqvist")
    page.goto(EDIT)
    page.get_by_text("Add a condition").click()
    page.get_by_label("What changes, and why").fill("My reasons.")
    page.get_by_label("Adds up to").fill("3.5")
    page.get_by_role("button", name=re.compile("^Time with us")).click()
    page.locator("#n-1-days").wait_for()
    page.clock.run_for(600)  # longer than the form waits before it asks
    settled(page)
    assert page.get_by_label("Adds up to").input_value() == "3.5"
    assert page.locator("#n-1-days").input_value() == "365"
    assert page.get_by_label("What changes, and why").input_value() == "My reasons."
    assert "With us for at least one year." in page.locator("#beside").inner_text()


def test_the_editor_shuts_nobody_out(chromium, live_server, admins):
    SCREENSHOTS.mkdir(exist_ok=True)
    context = chromium.new_context(
        base_url=live_server.url, color_scheme="light", reduced_motion="reduce",
        viewport={"width": WIDTHS["desk"], "height": 900},
    )  # fmt: skip
    page = context.new_page()
    become(page, "Ada Lindqvist")
    problems = []

    def look(name):
        page.wait_for_load_state("networkidle")
        problems.extend(look_all_around(page, name))

    page.goto(EDIT)
    for summary in page.locator("main details > summary").all():
        summary.click()
    look("rule-editor")
    page.get_by_role("button", name="Or another way: What colleagues say").click()
    page.locator(".group--inner").wait_for()
    page.get_by_label("Adds up to").fill("0.1")
    page.locator(".mend").wait_for()
    look("rule-editor-mistake")
    page.get_by_label("Adds up to").fill("1")
    page.get_by_label("Teams", exact=True).fill("")
    page.locator(".law--broken").first.wait_for()
    look("rule-editor-broken")
    page.get_by_role("button", name="YAML").click()
    page.locator("textarea.yaml").wait_for()
    look("rule-editor-yaml")
    page.goto(EDIT)
    page.get_by_label("Teams", exact=True).fill("3")
    page.get_by_text("from at least 3 teams").wait_for()
    page.get_by_role("button", name="Count them").click()
    page.get_by_text("Waiting for a worker").wait_for()
    answer_waiting()
    page.get_by_text("All of them, and fairness by group").click()
    look("rule-preview")
    page.goto(EDIT)
    page.get_by_label("Teams", exact=True).fill("3")
    page.get_by_label("What changes, and why").fill("Three teams see more than two.")
    page.get_by_role("button", name="Ask to publish").click()
    page.wait_for_url("/rules/bridge-builder")
    look("rule-asked")
    context.close()
    assert problems == []
