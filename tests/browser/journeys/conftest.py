"""One site with all its processes for the journeys of a run, and hands that come to it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.badges_site.demo.test_serving import free_port
from tests.browser.journeys.hands import Keyboard, Pointer
from tests.browser.journeys.site import READY

ROOT = Path(__file__).resolve().parents[3]
SERVERS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG")
WAYS = ("pointer", "keyboard", "script-free")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of gunicorn, with a worker, beat and a Valkey behind it."""
    port = free_port()
    env = {key: value for key, value in os.environ.items() if key not in SERVERS}
    env |= {"DATA_DIR": str(tmp_path_factory.mktemp("journeys")), "DJANGO_SETTINGS_MODULE": "badges_site.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.journeys.site", str(port)],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.strip() == READY:
                break
        else:
            pytest.fail("the site ended before it answered:\n" + "".join(said))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def hands(chromium, site, way):
    """Called with a name: hands of that person in a browser of their own. What goes wrong unseen fails the test."""
    contexts, wrong = [], []

    def come(name):
        context = chromium.new_context(
            base_url=site, viewport={"width": 1280, "height": 900}, java_script_enabled=way != "script-free"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if _at_home(asked.url, site) else wrong.append(asked.url))
        hand = (Keyboard if way == "keyboard" else Pointer)(page)
        hand.come_in(name)
        return hand

    yield come
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def to_what_waits(way):
    """From the first page to what waits on a desk; without a script it is told on a page of its own."""

    def go(hand, words):
        if way == "script-free":
            hand.go(hand.page.get_by_role("link", name="All that waits on your desk"))
        hand.go(hand.page.get_by_role("main").get_by_role("link", name=re.compile(words)))

    return go


def _at_home(url, site):
    return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(site).netloc
