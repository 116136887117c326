"""Every page, light and dark, desk and phone: axe finds nothing, nothing sticks out; nor on a phone in German.

`PAGES` are the states that one of many offices sees. Every other page of the URL conf is looked at by itself, so that
a new one is looked at without anybody thinking of it.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site_settings
from django.test import Client
from django.urls import resolve

from recognition.models import User
from tests.browser.conftest import SCREENSHOTS
from tests.browser.rest import Traffic
from tests.tour.addresses import every_address
from tests.tour.test_who_may_what import read_table
from tests.tour.visitors import WHO

PAGES = {
    "home": "/",
    "people": "/people",
    "home-followed": "/?show=followed",
    "person": "/people/bo",
    "words": "/people/eve/words",
    "work": "/people/eve/work",
    "teams": "/teams?at=platform",
    "team": "/teams/platform",
    "verify": "/verify",
    "outcome": "/verify/1001",
    "claim": "/outcomes/claim",
    "own-profile": "/people/eve",
    "notifications": "/notifications",
    "notifications-none": "/notifications?topic=outcomes",
    "settings": "/settings",
    "sessions": "/settings/sessions",
    "tokens": "/settings/tokens",
    "own-data": "/settings/data",
    "badges": "/badges",
    "badge": "/badges/bridge-builder",
    "badges-none": "/badges?q=zzz&sort=rarest",
    "badge-holders-none": "/badges/bridge-builder?q=zzz",
    "badge-history": "/badges/bridge-builder/history",
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
    "panel-entry": "/panel/mentor/chen",
    "panel-none": "/panel?q=zzz",
    "panel-words": "/panel/mentor/chen/words",
    "appeals": "/appeals",
    "cases": "/cases",
    "case": "/cases/c-1",
    "drills": "/drills",
    "desk": "/desk",
    "rule-health": "/rule-health",
    "random-audit": "/random-audit",
    "audit-sample": "/random-audit/bo/bridge-builder",
    "snoozes": "/snoozes",
    "snooze-whom": "/snoozes/new?q=chen",
    "snooze": "/snoozes/new?person=chen",
    "cases-none": "/cases?q=zzz",
    "rules": "/rules",
    "rule": "/rules/bridge-builder",
    "people-none": "/people?q=zzz",
    "nomination": "/nominations/n-1",
    "missing": "/people/nobody",
}
WIDTHS = {"phone": 390, "desk": 1280}
LOOKS = [("en", "desk"), ("de", "phone")]
OWNER_OF_PAGES = "eve"
NOT_A_PAGE = {
    "recognition:art": "a picture",
    "recognition:badge_art": "a picture",
    "recognition:audit_export": "a file",
    "recognition:settings_export": "a file",
    "scoring:insights_export": "a file",
    "recognition:office_known": "what a field offers",
    "recognition:feed": "for programs that read news",
    "recognition:notification_follow": "leads to what a message tells of",
    "recognition:recognise_found": "a part of the page that recognises",
    "recognition:settings_end_token": "leads back to the tokens",
    "recognition:did": "for machines",
    "recognition:credential_file": "a file",
    "recognition:credential_status": "for machines",
    "favicon": "a picture",
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
}
# Shares of the tour, so that two processes can walk it.
SHARES = 4
EVERYTHING = {"resultTypes": ["violations"]}
# What hangs on colours; all else axe has said of the light page already.
COLOURS = ["color-contrast", "link-in-text-block"]
OF_COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": COLOURS}}
OF_ALL_ELSE = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in COLOURS}}

WHAT_STICKS_OUT = """
[...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > window.innerWidth)
  .slice(-3).map((one) => one.outerHTML.slice(0, 120))
"""


def by_themselves():
    """(address, who looks) for each page that is not among `PAGES`."""
    shown = {resolve(url.partition("?")[0]).view_name for url in PAGES.values()}
    opens = {name: who for (name, method), who in read_table().items() if method == "GET"}
    for address in every_address():
        if address.name in opens and address.name not in {*shown, *NOT_A_PAGE} and not address.name.startswith("api:"):
            yield address, _who_of(opens[address.name])


def _who_of(words):
    if words == ("anybody",):
        return "stranger"
    return "admin" if words == ("everybody",) or "admin" in words else next(who for who in WHO if who in words)


def tour():
    """(name, address, who looks), in an order that is always the same."""
    listed = [(name, url, OWNER_OF_PAGES) for name, url in PAGES.items()]
    return listed + [(one.name.rpartition(":")[2], one.url(), who) for one, who in by_themselves()]


@pytest.fixture
def cookies(clients, eve):
    """Who -> what a browser must bring to be them."""
    clients[OWNER_OF_PAGES] = Client()
    clients[OWNER_OF_PAGES].force_login(User.objects.create(username="login-eve", person=eve))
    name = site_settings.SESSION_COOKIE_NAME
    return {who: client.cookies[name].value for who, client in clients.items() if name in client.cookies}


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_no_page_shuts_anybody_out(chromium, live_server, cookies, settings, language, width, share):
    settings.DEBUG = True  # for the style guide
    problems = []
    for who in ("stranger", *cookies):
        here = [(name, url) for name, url, looks in tour()[share::SHARES] if looks == who]
        if here:
            problems += look_around(chromium, live_server.url, cookies.get(who), here, language, width)
    assert problems == []


def look_around(chromium, site, cookie, pages, language, width):
    SCREENSHOTS.mkdir(exist_ok=True)
    context = chromium.new_context(
        base_url=site, locale=language, color_scheme="light", reduced_motion="reduce",
        viewport={"width": WIDTHS[width], "height": 900},
    )  # fmt: skip
    if cookie:
        context.add_cookies([{"name": site_settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page = context.new_page()
    traffic = Traffic(page)
    problems = []
    for name, address in pages:
        answer = page.goto(address)
        traffic.rest()
        said = page.evaluate("document.documentElement.lang")
        if (answer.status != 200 and name != "missing") or said != language:
            problems.append(f"{name}: answered {answer.status} in {said!r}")
        # Each click takes one out of what the locator finds, and may bring one to light that lay inside.
        hidden = page.locator("main details:not([open]) > summary:visible")
        while hidden.count():
            hidden.first.click()
        traffic.rest()
        page.evaluate("scrollTo(0, 0)")
        shown = name if language == "en" else f"{name}-{language}"
        if language == "en":
            problems += look_all_around(page, shown)
        else:
            problems += sticking_out(page, shown)
    context.close()
    return problems


# A paused animation never finishes: there is an end to waiting for it.
AT_REST = """() => Promise.race([
  new Promise((done) => setTimeout(done, 3000)),
  Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity).map((one) => one.finished)),
])"""


def look_all_around(page, name):
    """On a desk by day and by night, then the same page narrowed to a phone, whose colours are the same."""
    problems = look_at(page, name, "light", "desk")
    page.emulate_media(color_scheme="dark")
    problems += look_at(page, name, "dark", "desk", options=OF_COLOURS)
    page.emulate_media(color_scheme="light")
    problems += sticking_out(page, name)
    desk = page.viewport_size
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 900})
    problems += look_at(page, name, "light", "phone", options=OF_ALL_ELSE) + sticking_out(page, name)
    page.set_viewport_size(desk)
    return problems


def look_at(page, name, colours, width, options=EVERYTHING):
    """Take a picture and answer what is wrong with the page."""
    # Away from what the pointer lights up, and when nothing is on its way from one colour to another.
    page.mouse.move(0, 0)
    page.evaluate(AT_REST)
    if not os.environ.get("CI"):  # nobody opens them where a change is checked
        page.screenshot(path=SCREENSHOTS / f"{name}-{colours}-{width}.png", full_page=True)
    found = Axe().run(page, options=options).response["violations"]
    return [f"{name}: {v['id']} {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]


def sticking_out(page, name):
    """German words are longer: on a narrow page they must break or shrink as well."""
    pixels = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{name}: {pixels} px stick out, {page.evaluate(WHAT_STICKS_OUT)}"] if pixels > 0 else []
