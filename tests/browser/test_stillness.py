"""What comes later never moves what one already reads."""

import pytest

from tests.browser.rest import Traffic

PAGES = (
    "/", "/people", "/badges", "/badges/bridge-builder", "/people/bo", "/people/bo/badges/bridge-builder",
    "/me/recognition", "/recognise?to=bo", "/panel", "/badges/mentor/design", "/teams", "/teams/platform", "/verify",
    "/verify/1001", "/rules", "/rules/bridge-builder", "/desk", "/cases", "/cases/c-1", "/appeals", "/random-audit",
    "/random-audit/bo/bridge-builder", "/snoozes", "/snoozes/new?person=bo", "/rule-health", "/drills",
    "/notifications", "/settings", "/settings/tokens",
)  # fmt: skip
# Shifts within half a second of an input are the answer to it and left out by the browser itself.
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push([entry.value, entry.sources.map((s) => s.node && s.node.className)]);
  }
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_moves_while_it_loads(chromium, live_server, company_to_look_at, width):
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    traffic = Traffic(page)
    page.goto("/sign-in")
    page.get_by_role("button", name="Eve Moreau").click()
    page.wait_for_url("/")
    moved = {}
    for address in PAGES:
        page.goto(address)
        traffic.rest()  # and what htmx has put in has been painted
        if shifts := page.evaluate("window.shifts"):
            moved[address] = shifts
    context.close()
    assert moved == {}
