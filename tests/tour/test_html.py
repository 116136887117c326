"""Every page that somebody can open is valid HTML, says the W3C's own checker (installed by `.ci/run`)."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.tour.addresses import every_address
from tests.tour.visitors import WHO

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CHECKER = Path(__file__).resolve().parents[2] / ".ci/html/node_modules/vnu-jar/build/dist/vnu.jar"
# For nobody's eyes as pages: the API describes itself by a page of Swagger's.
NOT_OURS = ("api:docs",)


@pytest.fixture
def pages(clients, settings, tmp_path):
    """A file a page and reader; what looks the same for two of them is kept once."""
    settings.DEBUG = True  # for the style guide
    kept = {}
    for address in every_address():
        for who in WHO:
            if address.name in NOT_OURS:
                continue
            cache.clear()
            answer = clients[who].get(address.url())
            is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
            if is_page and b"<!DOCTYPE" in answer.content[:200]:
                kept.setdefault(_as_checked(answer.content), f"{address.name.replace(':', '-')}--{who}.html")
    for content, name in kept.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def _as_checked(content):
    """Without CSRF tokens and nonces, in which alike pages differ, and without htmx's attributes, which HTML lacks.

    `rel="expect"` is in the HTML standard since 2024; the checker does not know it yet.
    """
    content = content.replace(b'<link rel="expect" href="#foot" blocking="render">', b"")
    content = re.sub(rb'(nonce="|csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*', rb"\1x", content)
    return re.sub(rb""" hx-[a-z-]+(:[a-z-]+)*(=("[^"]*"|'[^']*'))?""", b"", content)


@pytest.mark.skipif(not CHECKER.exists(), reason="no HTML checker here: npm ci --ignore-scripts --prefix .ci/html")
@pytest.mark.skipif(shutil.which("java") is None, reason="no java on this machine, so no HTML checker")
def test_every_page_is_valid_html(pages):
    assert len(list(pages.iterdir())) > 25
    said = subprocess.run(
        ["java", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(pages)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    messages = json.loads(said.stderr)["messages"]
    wrong = {
        f"{Path(m['url']).name}:{m.get('lastLine')} {m['message']} {m.get('extract', '')[:100]!r}"
        for m in messages
        if m["type"] != "info" or m.get("subType") == "warning"
    }
    assert wrong == set(), "\n" + "\n".join(sorted(wrong))
