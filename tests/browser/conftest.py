"""The system's Chromium, and a small company with a judged history to look at.

Pictures of the pages land in `screenshots/` (not kept in git).
"""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous API runs an event loop in this thread; Django would refuse its own database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def company_to_look_at(settings, ada, bo, chen, eve, dina, badge):
    """Ada spoke for Eve, Chen seconded, Bo holds the badge in gold; the rule of the badge is live."""
    from recognition.actions import nominations, thanks
    from recognition.models import Award, Badge, Contribution, Outcome, RoleGrant
    from scoring.engine.criteria.parse import parse_rule
    from scoring.models import Appeal, Case, CaseEvent, Finding, RuleVersion

    settings.DEMO_LOGIN = True
    cache.clear()
    now = timezone.now()
    badge.criteria_text = ["Recognition from at least 2 teams.", "Their words add up to at least 3 full voices."]
    badge.art = {"shape": "hexagon", "ring": "laurel", "ribbon": "tails", "symbol": "waypoints", "palette": "ocean"}
    badge.save()
    Badge.objects.create(slug="mentor", name="Mentor", purpose="Helps others grow.", category="learning", state="live")
    rule = parse_rule(
        {
            "badge": "bridge-builder",
            "award": "automatic",
            "criteria": {"all": [{"peer_support": {"at_least": 3, "teams": 2}}]},
        }
    )
    RuleVersion.objects.create(
        badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1, state="live",
        published_at=now, published_by=dina, approved_by=bo,
    )  # fmt: skip
    Award.objects.create(
        badge=badge, person=bo, tier="gold", rule_version=1, given_at=now - timedelta(days=40),
        why=["Colleagues from three teams spoke for them.", "Their words add up to 4.2 full voices."],
    )  # fmt: skip
    # Eve looks after Mentor, and Chen waits for her word.
    mentor = Badge.objects.get(slug="mentor")
    RoleGrant.objects.create(person=eve, role="steward", badge=mentor)
    Award.objects.create(
        badge=mentor, person=chen, status="pending", rule_version=1, given_at=now - timedelta(days=3),
        why=["Three people thanked them for their time."],
    )  # fmt: skip
    outcome = Outcome.objects.create(
        source="git", key="1", kind="change_merged", at=now - timedelta(days=9), title="Share one importer"
    )
    Contribution.objects.create(outcome=outcome, person=eve)
    first = nominations.submit(
        by=ada,
        nominee=eve,
        badge=badge,
        reason="Brought design and platform to one table, and the handover takes an hour now.",
    )
    nominations.submit(by=chen, nominee=eve, badge=badge, reason="I sat at that table as data: it saved us a month.")
    thanked = thanks.give(by=bo, receiver=ada, text="Thank you for the patient review of the importer!")
    # Eve also reviews: a pattern between Ada and Bo waits for her.
    RoleGrant.objects.create(person=eve, role="reviewer")
    case = Case.objects.create(key="c-1", family="nominations", subject="pattern")
    case.people.set([ada, bo])
    CaseEvent.objects.create(case=case, kind="opened", text="2 people recognise mostly each other.")
    Finding.objects.create(
        key="N02-1", code="N02", severity="review", factor=0.5, p_value=0.001, at=now, found_at=now, case=case,
        sentence="2 people recognise mostly each other.", evidence=[{"kind": "thanks", "id": thanked.pk}],
    )  # fmt: skip
    # And Bo contests what it takes from him.
    Appeal.objects.create(key="a-1", person=bo, against="discount", code="N02", reason="We share one pager.")
    return first


@pytest.fixture
def page(chromium, live_server, company_to_look_at):
    """A tab; what the console says against us fails the test."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


@pytest.fixture
def plain_page(chromium, live_server, company_to_look_at):
    """A tab without JavaScript."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()
