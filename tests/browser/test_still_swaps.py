"""What answers while one types, chooses or waits changes its own part of the page, and what is around stays put.

`test_stillness.py` sees what moves by itself; what follows an input the browser leaves out, so it is measured here.
"""

import pytest
from playwright.sync_api import expect

from recognition.models import RoleGrant
from tests.browser.test_rule_editor import become

CASES = (".page-head", "#q", "#code", "#whose", "#age")
# Address, what is typed or chosen, what it shows, and what stays where it was.
ANSWERS = {
    "people": ("/people", "#q", "chen", "#results .person:only-child, #results li:only-child", (".page-head", "#q")),
    "nobody": ("/people", "#q", "zzz", "#results .empty", (".page-head", "#q")),
    "badges": ("/badges", "#q", "zzz", "#results .empty", (".page-head", "#q")),
    "teams": ("/teams", "#q", "zzz", "#found", (".page-head", "#q")),
    "cases": ("/cases", "#q", "zzz", "#results .empty", CASES),
    "case-filter": ("/cases", "#whose", "mine", "#results .empty", CASES),
    "verify": ("/verify", "#q", "zzz", "#found .empty", (".page-head", "#q", ".tabs")),
    "rules": ("/rules", "#q", "zzz", "#shelf .empty", (".page-head", "#q", ".tabs")),
    "random-audit": ("/random-audit", "#q", "zzz", "#samples .empty", (".page-head", "#q")),
    "snoozes": ("/snoozes", "#q", "zzz", "#snoozes .empty", (".page-head", "#q")),
    "whom": ("/recognise", "#who", "zzz", "#found", (".page-head", "#who", "#whom")),
}


def places_of(page, stays):
    return {one: page.locator(one).first.bounding_box() for one in stays}


@pytest.mark.parametrize("width", [390, 1280])
def test_an_answer_moves_nothing_around_it(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    become(page, "Eve Moreau")
    moved = {}
    for name, (address, field, words, shown, stays) in ANSWERS.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        before = places_of(page, stays)
        assert None not in before.values(), f"{name}: not all of it is there: {before}"
        what = page.locator(field)
        with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
            what.select_option(words) if field == "#whose" else what.fill(words)
        expect(page.locator(shown).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        if (after := places_of(page, stays)) != before:
            moved[name] = {one: (before[one], after[one]) for one in stays if before[one] != after[one]}
    assert moved == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_what_waits_on_the_desk_arrives_in_its_place(page, chen, width):
    RoleGrant.objects.create(person=chen, role="reviewer")
    page.set_viewport_size({"width": width, "height": 900})
    held = []
    page.route("**/desk", lambda route: held.append(route))  # a builtin has no place for Playwright to write on
    become(page, "Chen Wei")
    stays = (".greeting", ".desk-strip", "#stories", "#open", "#mine", "#said")
    page.locator("#said").wait_for()
    before = places_of(page, stays)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".desk-strip .needs__words").first).to_contain_text("was drawn for a look")
    page.wait_for_load_state("networkidle")
    assert places_of(page, stays) == before


@pytest.mark.parametrize("width", [390, 1280])
def test_a_confirmation_moves_nothing_above_it(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    become(page, "Eve Moreau")
    page.goto("/verify")
    stays = (".page-head", ".tabs", "#q", "#found")
    before = places_of(page, stays)
    page.get_by_role("button", name="I can confirm this").click()
    expect(page.get_by_text("Confirmed. Thank you.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    after = places_of(page, stays)
    assert {one: (box["x"], box["y"]) for one, box in after.items()} == {
        one: (box["x"], box["y"]) for one, box in before.items()
    }
