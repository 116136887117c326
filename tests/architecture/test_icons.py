"""Every icon that a template or the navigation names is one that lucide has: a wrong name is an error page."""

import re
from pathlib import Path

import pytest
from lucide.templatetags.lucide import lucide

from badges_site.places import DESK, EVERY_DAY

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"""\{% lucide "([^"]+)\"""")
HANDED_ON = re.compile(r"""\{% include [^%]*\bicon="([^"]+)\"""")


def icons():
    for template in sorted((ROOT / "templates").rglob("*.html")):
        text = template.read_text()
        for name in sorted({*NAMED.findall(text), *HANDED_ON.findall(text)}):
            yield pytest.param(name, id=f"{template.relative_to(ROOT / 'templates')}: {name}")
    for place in (*EVERY_DAY, *DESK):
        yield pytest.param(place.icon, id=f"{place.address}: {place.icon}")


@pytest.mark.parametrize("name", list(icons()))
def test_lucide_has_it(name):
    assert lucide(name, size=20).startswith("<svg")
