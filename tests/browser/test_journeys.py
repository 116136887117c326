"""What people come to do, from the door to the end."""

import re

from playwright.sync_api import expect

from recognition.models import Badge, Nomination, RoleGrant

REASON = "Explained the importer to three of us until each could run it alone."


def become(page, name):
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")


def test_ada_finds_bo_nominates_him_and_sees_it(page):
    page.goto("/sign-in")
    page.get_by_label("Find a person").fill("lindq")
    expect(page.locator("#found button")).to_have_count(1)
    page.get_by_role("button", name="Ada Lindqvist").click()
    page.get_by_role("link", name="Recognise someone").click()
    page.get_by_label("Find a colleague").fill("naka")
    page.locator("#found a", has_text="Bo Nakamura").click()
    page.locator(".choice", has_text="Mentor").click()
    expect(page.locator("#hints")).to_contain_text("same team")
    page.get_by_label("In your own words").fill("Great!")
    expect(page.locator("#hints")).to_contain_text("at least one sentence")
    page.get_by_label("In your own words").fill(REASON)
    expect(page.locator("#hints")).not_to_contain_text("at least one sentence")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo Nakamura")
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Said and kept")
    assert Nomination.objects.get(reason=REASON).badge.slug == "mentor"


def test_thanks_need_no_badge(page):
    become(page, "Ada Lindqvist")
    page.goto("/recognise?to=bo")
    expect(page.get_by_text("Which badge did they earn?")).to_be_visible()
    page.get_by_text("Say thanks").click()
    expect(page.get_by_text("Which badge did they earn?")).to_be_hidden()
    page.get_by_label("In your own words").fill("Thank you for the map!")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bo Nakamura")
    expect(page.get_by_text("Thank you for the map!")).to_be_visible()


def test_search_finds_as_you_type_and_keeps_its_state_in_the_address(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    page.get_by_label("Search people").fill("chen")
    expect(page.locator("#results .person")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/people\?q=chen(&|$)"))
    page.reload()
    expect(page.get_by_label("Search people")).to_have_value("chen")
    expect(page.locator("#results .person")).to_have_count(1)


def test_eve_sees_what_counted_and_what_is_missing(page):
    become(page, "Eve Moreau")
    page.goto("/me/recognition")
    entry = page.locator("#bridge-builder")
    expect(entry).to_contain_text("Not yet.")
    entry.get_by_text("facts that counted").click()
    expect(entry.get_by_role("link", name="Ada Lindqvist nominated you")).to_be_visible()
    page.goto("/badges/bridge-builder")
    expect(page.get_by_role("heading", name="Am I close?").locator("..")).to_contain_text("Not yet.")


def test_ada_takes_her_word_back(page, company_to_look_at):
    become(page, "Ada Lindqvist")
    page.goto(f"/nominations/{company_to_look_at.key}")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("It counts for nothing.")).to_be_visible()


def test_bo_pins_and_hides_his_badge(page):
    become(page, "Bo Nakamura")
    page.goto("/people/bo")
    page.get_by_text("Show it differently").click()
    page.get_by_role("button", name="Show first").click()
    expect(page.get_by_text("shown first")).to_be_visible()
    page.get_by_text("Show it differently").click()
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_text("only you see this")).to_be_visible()


def test_eve_draws_her_badge_anew(page):
    become(page, "Eve Moreau")
    page.goto("/badges/mentor/design")
    keep = page.get_by_role("button", name="Keep this picture")
    expect(keep).to_be_disabled()
    page.locator(".swatch", has_text="plum").click()
    expect(keep).to_be_enabled()
    expect(page).to_have_url(re.compile("palette=plum"))
    page.get_by_label("Find a symbol").fill("anchor")
    page.locator("#symbols .swatch[title=anchor]").click()
    expect(page.locator(".preview__stage img")).to_have_attribute("src", re.compile("symbol=anchor"))
    expect(page.get_by_label("plum")).to_be_checked()
    keep.click()
    expect(page.get_by_role("status").filter(has_text="new picture")).to_be_visible()
    page.wait_for_load_state("networkidle")  # sixty pictures are drawn meanwhile
    art = Badge.objects.get(slug="mentor").art
    assert (art["palette"], art["symbol"]) == ("plum", "anchor")


def test_eve_draws_without_javascript(plain_page):
    become(plain_page, "Eve Moreau")
    plain_page.goto("/badges/mentor/design")
    plain_page.locator(".swatch", has_text="ocean").click()
    plain_page.get_by_label("Find a symbol").fill("rocket")
    plain_page.get_by_role("button", name="Look at it").click()
    plain_page.locator(".swatch[title=rocket]").click()
    plain_page.get_by_role("button", name="Look at it").click()
    plain_page.get_by_role("button", name="Keep this picture").click()
    plain_page.wait_for_load_state("networkidle")
    art = Badge.objects.get(slug="mentor").art
    assert (art["palette"], art["symbol"]) == ("ocean", "rocket")


def test_an_admin_begins_a_badge_and_publishes_it(page, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    become(page, "Dina Okafor")
    page.goto("/badges")
    page.get_by_role("link", name="Workshop").click()
    page.get_by_role("link", name="Begin a badge").click()
    page.get_by_label("Name").fill("Night Owl")
    page.get_by_label("What it is for").fill("Brings services back at night.")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Draw Night Owl")
    page.get_by_role("link", name="Workshop").click()
    page.get_by_role("link", name="Words Night Owl").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("status").filter(has_text="Night Owl is live")).to_be_visible()
    assert Badge.objects.get(slug="night-owl").state == "live"


def test_a_badge_opens_large_and_escape_closes_it(page):
    become(page, "Ada Lindqvist")
    page.goto("/badges/bridge-builder")
    sheet = page.get_by_role("dialog", name="Bridge Builder")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="See Bridge Builder large").press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_an_award_prints_on_one_sheet(page):
    become(page, "Ada Lindqvist")
    page.goto("/people/bo/badges/bridge-builder")
    page.wait_for_load_state("networkidle")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page /") + sheet.count(b"/Type /Page>") == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("heading", name="What colleagues said")).to_be_hidden()


def test_the_keyboard_alone_reaches_the_content(page):
    become(page, "Ada Lindqvist")
    page.goto("/people")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_nominating_works_without_javascript(plain_page):
    page = plain_page
    become(page, "Ada Lindqvist")
    page.get_by_role("link", name="Recognise someone").click()
    page.get_by_label("Find a colleague").fill("chen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Chen Wei").click()
    page.locator(".choice", has_text="Mentor").click()
    page.get_by_label("In your own words").fill("Good!")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("Write at least one sentence")).to_be_visible()
    page.get_by_label("In your own words").fill(REASON)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chen Wei")
    expect(page.get_by_text(REASON)).to_be_visible()


def test_searching_works_without_javascript(plain_page):
    become(plain_page, "Ada Lindqvist")
    plain_page.goto("/people")
    plain_page.get_by_label("Search people").fill("eve")
    plain_page.get_by_role("button", name="Search").click()
    expect(plain_page.locator("#results .person")).to_have_count(1)
