"""Every page, light and dark, on a phone and on a desk: axe finds nothing, nothing sticks out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCREENSHOTS

PAGES = {
    "home": "/",
    "people": "/people",
    "person": "/people/bo",
    "own-profile": "/people/eve",
    "badges": "/badges",
    "badge": "/badges/bridge-builder",
    "award": "/people/bo/badges/bridge-builder",
    "design": "/badges/mentor/design",
    "workshop": "/workshop",
    "workshop-words": "/workshop/badges/mentor",
    "styleguide": "/styleguide",
    "recognise-whom": "/recognise",
    "recognise": "/recognise?to=eve&badge=bridge-builder",
    "thanks": "/recognise?to=bo&kind=thanks",
    "mine": "/me/recognition",
    "panel": "/panel",
    "appeals": "/appeals",
    "cases": "/cases",
    "case": "/cases/c-1",
    "drills": "/drills",
    "people-none": "/people?q=zzz",
    "missing": "/people/nobody",
}
WIDTHS = {"phone": 390, "desk": 1280}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_shuts_anybody_out(chromium, live_server, company_to_look_at, settings, colours, width):
    settings.DEBUG = True  # for the style guide
    SCREENSHOTS.mkdir(exist_ok=True)
    context = chromium.new_context(
        base_url=live_server.url,
        color_scheme=colours,
        reduced_motion="reduce",
        viewport={"width": WIDTHS[width], "height": 900},
    )
    page = context.new_page()
    page.goto("/sign-in")
    problems = look_at(page, "sign-in", colours, width)
    page.get_by_role("button", name="Eve Moreau").click()
    page.wait_for_url("/")
    for name, address in {**PAGES, "nomination": f"/nominations/{company_to_look_at.key}"}.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        # Each click takes one out of what the locator finds, and may bring one to light that lay inside.
        hidden = page.locator("main details:not([open]) > summary:visible")
        while hidden.count():
            hidden.first.click()
        problems += look_at(page, name, colours, width)
    context.close()
    assert problems == []


def look_at(page, name, colours, width):
    """Take a picture and answer what is wrong with the page."""
    page.screenshot(path=SCREENSHOTS / f"{name}-{colours}-{width}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    problems = [f"{name}: {v['id']} {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]
    sticks_out = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if sticks_out > 0:
        problems.append(f"{name}: {sticks_out} px stick out")
    return problems
