"""A steward reads what was said and approves."""

from playwright.sync_api import expect


def test_a_steward_approves_a_nomination(hands):
    hand = hands("Stu")
    page = hand.page
    hand.go(page.get_by_role("link", name="for the panel"))
    whom = page.locator("#entry-name").inner_text()
    hand.write(page.get_by_label("Your words"), "Several teams tell the same story, and I saw its end myself.")
    hand.press(page.get_by_role("button", name="Approve"))
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_role("heading", name=whom)).to_have_count(0)
