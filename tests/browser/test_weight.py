"""The first view of a page is light, and asks nobody but us."""

import gzip
from urllib.parse import urlsplit

import pytest

MOST = 100_000  # bytes over the line, with an empty cache
TEXT = ("text/", "application/javascript", "image/svg+xml")


def _over_the_line(response):
    """As production sends it: texts compressed, which the test server leaves out for static files."""
    kind, body = response.headers.get("content-type", ""), response.body()
    return len(gzip.compress(body, 6)) if kind.startswith(TEXT) else len(body)


@pytest.mark.parametrize("address", ["/sign-in", "/", "/people", "/people/bo", "/badges", "/badges/bridge-builder"])
def test_a_first_view_stays_under_a_hundred_kilobytes(chromium, live_server, company_to_look_at, address):
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    door = context.new_page()
    if address != "/sign-in":
        door.goto("/sign-in")
        door.get_by_role("button", name="Eve Moreau").click()
        door.wait_for_url("/")
    cookies = context.cookies()
    context.close()
    # Another browser with an empty cache, already signed in.
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    responses, hosts = [], set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    context.on("response", lambda response: responses.append(response))
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    weights = {response.url: _over_the_line(response) for response in responses}
    compressed = responses[0].headers.get("content-encoding")
    context.close()
    assert hosts == {urlsplit(live_server.url).netloc}
    assert compressed == "gzip"
    assert len(weights) > 10
    assert sum(weights.values()) < MOST, sorted(weights.items(), key=lambda item: -item[1])[:5]
