"""The office: its day with a script and without one; axe finds nothing on its pages, nothing sticks out."""

import pytest
from django.utils import timezone

from recognition.actions import bulk_awards, chain_checks
from recognition.importing import uploads
from recognition.models import Award, Badge, ImportRun, Person, RoleGrant
from scoring.models import Run, UsageAccount, UsageToken
from tests.browser.conftest import SCREENSHOTS
from tests.browser.rest import Traffic
from tests.browser.test_accessibility import WIDTHS, look_all_around

REASON = "They kept the harbour running through the whole storm night."
PEOPLE = b'{"id": "fin", "display_name": "Fin Amari", "team": "platform"}\n'
PAGES = {
    "office": "/office",
    "office-people": "/office/people",
    "office-people-none": "/office/people?q=zzz",
    "office-person": "/office/people/bo",
    "office-new-person": "/office/people/new",
    "office-teams": "/office/teams",
    "office-team": "/office/teams/platform",
    "office-new-team": "/office/teams/new",
    "office-imports": "/office/imports",
    "office-bulk-awards": "/office/bulk-awards",
    "office-new-bulk-award": "/office/bulk-awards/new",
    "office-audit": "/office/audit",
    "office-audit-none": "/office/audit?who=nobody",
    "office-jobs": "/office/jobs",
    "office-sources": "/office/sources",
    "office-accounts": "/office/accounts",
}
PROBLEMS = [{"file": "people.jsonl", "line": 3, "field": "display_name", "says": "Field required"}]
COUNTS = {"people": {"new": 12, "updated": 1, "unchanged": 204}}


@pytest.fixture
def admins(company_to_look_at, dina, chen):
    for person in (dina, chen):
        RoleGrant.objects.create(person=person, role="admin")


def become(page, name):
    page.goto(f"/sign-in?q={name.split()[0]}")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("/")


def test_files_are_handed_in_and_taken_over_while_one_watches(page, admins):
    become(page, "Dina Okafor")
    page.get_by_text("Desk", exact=True).click()
    page.get_by_role("link", name="Office", exact=True).click()
    page.locator("main").get_by_role("link", name="Imports").first.click()
    page.get_by_label("Files").set_input_files({"name": "people.jsonl", "mimeType": "text/plain", "buffer": PEOPLE})
    page.get_by_role("button", name="Check them").click()
    page.get_by_text("Waiting for a worker").wait_for()
    uploads.work_waiting()
    page.get_by_text("Every row is in order").wait_for()
    page.get_by_role("button", name="Take it over").click()
    page.get_by_text("Waiting for a worker").wait_for()
    uploads.work_waiting()
    page.get_by_text("confirmed by Dina Okafor").wait_for()
    assert Person.objects.filter(key="fin").exists()


def test_one_admin_asks_and_another_one_approves(plain_page, admins):
    page = plain_page
    become(page, "Dina Okafor")
    page.goto("/office/bulk-awards/new")
    page.get_by_label("Badge").select_option("mentor")
    page.get_by_label("People").fill("ada, bo@plaudit.example, dina")
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Check and ask").click()
    page.get_by_text("you would decide about yourself").wait_for()
    page.get_by_label("Leave them out").check()
    page.get_by_role("button", name="Check and ask").click()
    page.get_by_text("It waits for a second person").wait_for()
    address = page.url
    become(page, "Chen Wei")
    page.goto(address)
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Give it", exact=True).click()
    page.get_by_text("2 people were given it").wait_for()
    assert set(
        Award.objects.filter(badge__slug="mentor", given_by__key="dina").values_list("person__key", flat=True)
    ) == {
        "ada",
        "bo",
    }


def test_who_is_meant_is_offered_while_one_types(page, admins):
    become(page, "Dina Okafor")
    page.goto("/office/people/bo")
    page.get_by_text("Move", exact=True).first.click()
    page.get_by_role("combobox", name="Manager").fill("lindq")
    page.locator("#known-people option[value=ada]").wait_for(state="attached")


def test_the_log_is_filtered_and_the_chain_walked_over(page, admins):
    become(page, "Dina Okafor")
    page.goto("/office/audit")
    page.get_by_label("Who").fill("ada")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_text("Ada Lindqvist nominated Eve Moreau for Bridge Builder.", exact=True).wait_for()
    assert page.locator("#entries li").count() == 1
    page.get_by_role("button", name="Verify the chain").click()
    page.get_by_text("Waiting for a worker").wait_for()
    chain_checks.walk_waiting()
    page.get_by_text("It held on").wait_for()


def test_it_works_without_a_script(plain_page, admins):
    page = plain_page
    become(page, "Dina Okafor")
    page.goto("/office/people?q=")
    page.get_by_label("Search by name").fill("bo")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Bo Nakamura").click()
    page.get_by_text("Mark as left").first.click()
    page.get_by_label("No longer here from").fill("2026-01-05")
    page.get_by_role("button", name="Mark as left").click()
    page.get_by_text("Bo Nakamura is marked as left.").wait_for()
    page.goto("/office/jobs")
    page.get_by_role("button", name="Judge everybody again").click()
    page.get_by_role("button", name="Judge everybody", exact=True).click()
    page.get_by_text("wait to be judged now").wait_for()


@pytest.fixture
def many_states(admins, dina, chen, ada, bo):
    """One page for each state that one of these can be in."""
    now, mentor = timezone.now(), Badge.objects.get(slug="mentor")
    states = {
        "waiting": {},
        "checking": {"taken_until": now, "rows": 300, "rows_read": 120},
        "refused": {"problems": PROBLEMS, "problem_count": 3},
        "checked": {"counts": COUNTS, "notes": ["usage.jsonl: 4 rows not read here"]},
        "done": {"counts": COUNTS, "confirmed_by": chen, "finished_at": now},
        "failed": {"trouble": "It broke off (OSError: the disk was full). Please report it."},
    }
    addresses = {}
    for state, more in states.items():
        run = ImportRun.objects.create(source="git", asked_by=dina, state=state, names=["people.jsonl"], **more)
        addresses[f"office-import-{state}"] = f"/office/imports/{run.pk}"
    for name, asks in (("own", dina), ("others", chen)):
        bulk = bulk_awards.ask(by=asks, badge=mentor, people=[ada, bo], reason=REASON)
        addresses[f"office-bulk-{name}"] = f"/office/bulk-awards/{bulk.pk}"
    given = bulk_awards.ask(by=dina, badge=mentor, people=[ada, bo], reason=REASON)
    bulk_awards.approve(by=chen, bulk=given)
    addresses["office-bulk-given"] = f"/office/bulk-awards/{given.pk}"
    addresses["office-chain"] = f"/office/audit/verify/{chain_checks.ask(by=dina).pk}"
    Run.objects.create(kind="recalculate", finished_at=now, counts={"persons": 1204, "awards": 3})
    UsageToken.objects.create(name="gateway", digest="d", expires_at=now + timezone.timedelta(days=9))
    UsageAccount.objects.create(scheme="copilot.login", value="somebody-builds")
    return addresses


def test_no_page_of_the_office_shuts_anybody_out(chromium, live_server, many_states):
    SCREENSHOTS.mkdir(exist_ok=True)
    context = chromium.new_context(
        base_url=live_server.url, color_scheme="light", reduced_motion="reduce",
        viewport={"width": WIDTHS["desk"], "height": 900},
    )  # fmt: skip
    page = context.new_page()
    traffic = Traffic(page)
    become(page, "Dina Okafor")
    problems = []
    for name, address in {**PAGES, **many_states}.items():
        page.goto(address)
        traffic.rest()
        hidden = page.locator("main details:not([open]) > summary:visible")
        while hidden.count():
            hidden.first.click()
        traffic.rest()
        problems += look_all_around(page, name)
    context.close()
    assert problems == []
