"""Stylesheets: all are used, and in production the shared ones are one file."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from badges_site.stylesheets import SHARED

STATIC = Path(project.BASE_DIR) / "badges_site/static"
TEMPLATES = Path(project.BASE_DIR) / "templates"


@pytest.fixture
def as_in_production(tmp_path):
    """Collected static files, with the storage of production."""
    storages = project.STORAGES | {"staticfiles": {"BACKEND": "badges_site.stylesheets.BundledStaticFiles"}}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def _linked(client):
    return re.findall(
        r'<link rel="stylesheet" href="/static/([^"]+)"', client.get(reverse("recognition:sign_in")).content.decode()
    )


def test_every_stylesheet_is_shared_or_linked_by_a_page():
    pages = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r"css/\w+\.css", pages)) | set(SHARED)
    assert {f"css/{path.name}" for path in (STATIC / "css").glob("*.css")} == named


@pytest.mark.django_db
def test_in_a_trial_a_page_links_each_sheet_in_order(client):
    assert [sheet for sheet in _linked(client) if sheet in SHARED] == list(SHARED)


@pytest.mark.django_db
def test_in_production_the_shared_sheets_are_one_file_in_the_same_order(client, as_in_production):
    shared = [sheet for sheet in _linked(client) if sheet.startswith("css/plaudit.")]
    assert len(shared) == 1
    assert not set(_linked(client)) & set(SHARED)
    text = (as_in_production / shared[0]).read_text()
    assert text == "\n".join((STATIC / sheet).read_text() for sheet in SHARED)
    assert (as_in_production / f"{shared[0]}.gz").exists()


def test_collecting_twice_joins_nothing_twice(as_in_production):
    once = (as_in_production / "css/plaudit.css").read_text()
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (as_in_production / "css/plaudit.css").read_text() == once
