"""Whatever door refuses a program: one media type, one shape, and the type that stands for the status."""

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.db import DatabaseError
from django.urls import reverse

from recognition.actions import credentials
from recognition.deliveries import intake
from recognition.models import Award, RoleGrant, User
from recognition.problems import MEDIA_TYPE, OTHER, TITLES, UNAVAILABLE, problem, type_of
from tests.conftest import NOW
from tests.recognition.entrance.conftest import change_sign_in

pytestmark = pytest.mark.django_db
DOCUMENT = {"Accept": "application/vc"}
KEY = "z3u2TGvakaLXg5cyAdisBzhuTiZQoR7nmduWh4PMjNqbb1Q8"


def is_problem(answer, status, code):
    assert (answer.status_code, answer["Content-Type"]) == (status, MEDIA_TYPE)
    told = json.loads(answer.content)
    assert list(told) == ["type", "title", "status", "detail", "errors"]
    slug, title = TITLES.get(status, UNAVAILABLE)
    assert (told["type"], told["title"], told["status"]) == (type_of(slug), title, status)
    assert told["detail"]
    [error] = told["errors"]
    assert list(error) == ["path", "code", "message"]
    assert (error["path"], error["code"]) == ("", code)


def test_the_api(client):
    is_problem(client.get("/api/v1/people/"), 401, "not_authenticated")
    is_problem(client.get("/api/v1/nowhere/"), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "address", "headers", "status", "code"),
    [
        ("GET", "/hooks/github", {}, 405, "method_not_allowed"),
        ("POST", "/hooks/nowhere", {}, 404, "not_found"),
        ("POST", "/hooks/github", {}, 403, "not_set_up"),
        ("POST", "/hooks/github", {"Content-Encoding": "br"}, 415, "unsupported_media_type"),
        ("POST", "/hooks/github", {"Content-Length": ""}, 411, "length_required"),
        ("POST", "/hooks/github", {"Content-Length": "9" * 5000}, 413, "too_large"),
        ("POST", "/hooks/slack/commands", {}, 404, "refused"),
        ("GET", "/hooks/slack/commands", {}, 405, "refused"),
    ],
)
def test_the_doors_of_sources_and_of_the_chat(client, settings, method, address, headers, status, code):
    settings.SLACK_SIGNING_SECRET = []
    is_problem(client.generic(method, address, b"{}", "application/json", headers=headers), status, code)


def test_what_cannot_be_kept(client, monkeypatch):
    def fails(*given):
        raise DatabaseError

    monkeypatch.setattr(intake, "check_signature", lambda *given: None)
    monkeypatch.setattr(intake, "keep", fails)
    is_problem(client.post("/hooks/github", "{}", "application/json"), 503, "unavailable")


def test_what_verifiers_fetch(client, settings):
    settings.SITE_URL, settings.SIGNING_KEY, settings.SIGNING_KEY_OLD = "https://plaudit.example", "", []
    status_list = reverse("recognition:credential_status", args=[7, "revocation"])
    is_problem(client.get("/.well-known/did.json"), 404, "not_set_up")
    is_problem(client.get(status_list), 503, "not_set_up")
    settings.SIGNING_KEY = KEY
    is_problem(client.get(status_list), 404, "not_found")
    is_problem(client.get(status_list.replace("revocation", "gossip")), 404, "not_found")
    nobody_made_it = reverse("recognition:credential", args=[uuid4()])
    is_problem(client.get(nobody_made_it, headers=DOCUMENT), 404, "not_found")
    assert client.get(nobody_made_it)["Content-Type"].startswith("text/html")


def test_a_credential_that_was_put_away(client, settings, bo, badge):
    settings.SITE_URL, settings.SIGNING_KEY, settings.SIGNING_KEY_OLD = "https://plaudit.example", KEY, []
    award = Award.objects.create(person=bo, badge=badge, rule_version=3, given_at=NOW)
    made = credentials.make(by=bo, award=award)
    credentials.withdraw(by=bo, award=award)
    is_problem(client.get(reverse("recognition:credential", args=[made.key]), headers=DOCUMENT), 410, "put_away")


def test_a_second_step_that_is_missing(client, settings, ada):
    change_sign_in(settings, require_second_factor=True)
    RoleGrant.objects.create(person=ada, role="admin")
    client.force_login(User.objects.create(username="ada", person=ada))
    is_problem(client.get("/api/v1/people/"), 403, "second_step")


def test_a_status_that_has_no_title_has_one_all_the_same():
    assert problem(418, [])["type"] == type_of(OTHER[0])
    assert problem(500, [])["type"] == type_of(UNAVAILABLE[0])


def test_the_manual_lists_every_type():
    manual = (Path(site.BASE_DIR) / "docs/api.md").read_text()
    listed = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", manual, re.MULTILINE)
    assert listed == [(str(status), slug) for status, (slug, _title) in TITLES.items()]


def test_nobody_builds_them_elsewhere():
    code = [
        path for part in ("recognition", "scoring", "badges_site") for path in Path(site.BASE_DIR, part).rglob("*.py")
    ]
    builders = {path.name for path in code if MEDIA_TYPE in path.read_text()}
    assert builders == {"problems.py"}
