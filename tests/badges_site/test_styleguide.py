"""The living style guide."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project

from badges_site.styleguide import COLOURS, TEXT_SIZES
from recognition.models import User

pytestmark = pytest.mark.django_db

CSS = Path(project.BASE_DIR) / "badges_site/static/css"
# One word of each component: it must be drawn here, or nobody sees it break.
PARTS = (
    "art--mark", "person__name", "card", "table", "field", "condition", "reason", "pager", "dialog", "toast", "empty",
    "progress", "note", "tag", "button", "switch", "search", "quote", "glow",
)  # fmt: skip


@pytest.fixture
def signed_in(client, ada):
    client.force_login(User.objects.create(username="ada", person=ada))
    return client


@pytest.fixture
def guide(signed_in, settings, badge):
    settings.DEBUG = True
    return signed_in.get("/styleguide").content.decode()


def test_it_exists_in_debug_mode_only(signed_in, client, settings):
    settings.DEBUG = False
    assert signed_in.get("/styleguide").status_code == 404
    settings.DEBUG = True
    assert signed_in.get("/styleguide").status_code == 200


def test_a_stranger_is_led_to_the_door(client, settings):
    settings.DEBUG = True
    assert client.get("/styleguide").status_code == 302


@pytest.mark.parametrize("part", PARTS)
def test_it_shows_every_component(guide, part):
    assert re.search(rf'class="[^"]*\b{part}\b|<{part}\b', guide)


def test_it_shows_every_colour_and_size_of_the_tokens():
    tokens = (CSS / "tokens.css").read_text()
    assert set(re.findall(r"--([\w-]+): light-dark\(#", tokens)) == set(COLOURS)
    assert set(re.findall(r"--text-(\w+):", tokens)) == set(TEXT_SIZES)


def test_no_stylesheet_uses_a_token_that_does_not_exist():
    texts = {path.name: path.read_text() for path in CSS.glob("*.css")}
    defined = set(re.findall(r"(--[\w-]+):", "".join(texts.values())))
    for name, text in texts.items():
        assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined, name


def test_stylesheets_stay_short_enough_to_read():
    assert [path.name for path in CSS.glob("*.css") if len(path.read_text().splitlines()) > 400] == []
