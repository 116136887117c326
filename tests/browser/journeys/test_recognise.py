"""An employee recognises a colleague, somebody who saw it too joins, and the first one sees that."""

from playwright.sync_api import expect

REASON = "Wrote down how a shift is handed over, and since then nobody calls at night."
SECOND = "I took three shifts by that page and did not have to ask once."


def test_what_was_said_is_seconded(hands, way):
    giver, seconder, whom = hands("Gus"), hands("Dee"), f"Bea {way}"
    page = giver.page
    giver.go(page.get_by_role("main").get_by_role("link", name="Recognise someone"))
    giver.write(page.get_by_label("Find a colleague"), whom)
    if way == "script-free":
        page.keyboard.press("Enter")
    giver.go(page.locator("#found a", has_text=whom))
    giver.choose(page.locator(".choice", has_text="Mentor"))
    giver.write(page.get_by_label("In your own words"), REASON)
    giver.press(page.get_by_role("button", name="Say it"))
    expect(page.get_by_text("Nobody has seconded it yet")).to_be_visible()

    page = seconder.page
    page.reload()
    seconder.go(page.get_by_role("link", name=f"Read it {whom}"))
    expect(page.get_by_text(REASON)).to_be_visible()
    seconder.go(page.get_by_role("link", name="I saw this too"))
    seconder.write(page.get_by_label("In your own words"), SECOND)
    seconder.press(page.get_by_role("button", name="Say it"))

    page = giver.page
    page.goto("/")
    giver.clicks = 0
    giver.go(page.get_by_role("link", name="My recognition"))
    giver.go(page.get_by_role("complementary").get_by_role("link", name=whom))
    expect(page.get_by_role("heading", name="Seconded once")).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
