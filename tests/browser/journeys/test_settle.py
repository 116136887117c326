"""A reviewer opens a case and settles it."""

import re

from playwright.sync_api import expect


def test_a_reviewer_settles_a_case(hands, to_what_waits):
    hand = hands("Rea")
    page = hand.page
    to_what_waits(hand, "nobody’s yet")
    hand.go(page.locator(".case a").first)
    expect(page).to_have_url(re.compile("/cases/c-"))
    address = page.url
    hand.write(page.get_by_label("What did you look at"), "I asked both of them: they share one pager and a floor.")
    hand.press(page.get_by_role("button", name="False alarm"))
    expect(page.get_by_role("status").filter(has_text="A false alarm")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("button", name="Look again")).to_be_visible()
