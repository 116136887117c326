"""A program admin changes a rule and asks; a second one reads what changes and puts it in force."""

import re
from time import monotonic

from playwright.sync_api import expect

from tests.browser.journeys.company import BADGES

NOTE = "One piece more: the last quarter gave it for the work of a month."


def test_two_admins_change_a_rule(hands, way, to_what_waits):
    first, second, badge = hands("Max"), hands("Nell"), BADGES[way]
    page = first.page
    first.go(page.get_by_text("Desk", exact=True))
    first.go(page.get_by_role("link", name="Rules", exact=True))
    first.go(page.get_by_role("link", name=f"Change the rule {badge}"))
    pieces = page.get_by_label("Pieces of work")
    first.write(pieces, str(int(pieces.input_value()) + 1))
    first.press(page.get_by_role("button", name="Count them"))
    counted(page, way)
    first.write(page.get_by_label("What changes, and why"), NOTE)
    first.press(page.get_by_role("button", name="Ask to publish"))
    expect(page.get_by_text("Nobody decides alone")).to_be_visible()

    page = second.page
    page.reload()
    second.settle()
    to_what_waits(second, "for a second person")
    expect(page.get_by_text(NOTE)).to_be_visible()
    second.go(page.get_by_role("button", name=f"Approve {badge}"))
    second.press(page.get_by_role("dialog").get_by_role("button", name="Put it in force"))
    expect(page.get_by_role("status").filter(has_text="Version 2 is in force")).to_be_visible()


def counted(page, way):
    """The worker has answered; without a script nobody but the reader asks again, on the page of the count."""
    if way != "script-free":
        expect(page.get_by_text("as before")).to_be_visible(timeout=60_000)
        return
    own = page.get_by_role("link", name=re.compile("On a page of its own|All of them, and fairness"))
    count = page.context.new_page()
    count.goto(own.get_attribute("href"))
    until = monotonic() + 60
    while count.get_by_role("link", name="Look again").is_visible() and monotonic() < until:
        count.wait_for_timeout(500)
        count.get_by_role("link", name="Look again").click()
        count.wait_for_load_state()
    expect(count.get_by_text("As before", exact=True)).to_be_visible()
    count.close()
