"""An employee sees why a badge is missing and what counts less, and contests it."""

from playwright.sync_api import expect


def test_what_is_missing_is_read_and_what_counts_less_is_contested(hands, way):
    hand = hands(f"Cal {way}")
    page = hand.page
    hand.go(page.get_by_role("link", name="My recognition"))
    entry = page.locator("#mentor")
    expect(entry).to_contain_text("Not yet.")
    hand.go(entry.locator("summary", has_text="Why something counts less"))
    hand.go(entry.locator("summary", has_text="Contest this"))
    hand.write(entry.get_by_label("What should the reviewer know?"), "We share one pager, and I thanked him once.")
    hand.press(entry.get_by_role("button", name="Send"))
    expect(page.get_by_role("status").filter(has_text="on its way to a reviewer")).to_be_visible()
    expect(page.get_by_role("heading", name="What you contested")).to_be_visible()
