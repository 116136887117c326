"""The inbox of unknown accounts and the navigation of the office, as somebody at a desk or with a phone has them."""

import pytest

from recognition.models import RoleGrant, SourceAccount
from scoring.models import UsageAccount
from tests.browser.test_office import become


@pytest.fixture
def inbox(company_to_look_at, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    for login, name in (("ada-builds", "Ada Lindqvist"), ("nightly", ""), ("harbour", "")):
        SourceAccount.objects.create(source="github", login=login, name=name)
    UsageAccount.objects.create(scheme="copilot.login", value="octo-bo")


def said_of(page, account, what):
    return page.get_by_label(f"{what}: {account}", exact=True)


def test_without_a_script_several_accounts_are_decided_at_once(plain_page, inbox):
    become(plain_page, "Dina Okafor")
    plain_page.goto("/office/accounts")
    said_of(plain_page, "ada-builds", "Whose it is").select_option("is:ada")
    said_of(plain_page, "nightly", "Whose it is").select_option("automated")
    said_of(plain_page, "octo-bo", "Somebody else").fill("bo")
    plain_page.get_by_role("button", name="Save what is decided").click()
    plain_page.get_by_text("3 accounts are decided").wait_for()
    assert plain_page.locator(".account").count() == 1
    states = dict(SourceAccount.objects.values_list("login", "state"))
    assert states == {"ada-builds": "known", "nightly": "automated", "harbour": "unknown"}


def test_the_list_narrows_and_whom_one_types_is_offered(page, inbox):
    become(page, "Dina Okafor")
    page.wait_for_load_state("networkidle")
    page.goto("/office/accounts")
    page.get_by_role("navigation", name="Which accounts").get_by_role("link", name="Usage of tools").click()
    page.wait_for_url("**/office/accounts?of=usage")
    page.wait_for_function("document.querySelectorAll('.account').length === 1")
    said_of(page, "octo-bo", "Somebody else").press_sequentially("lindq")
    page.locator("#known-people option[value=ada]").wait_for(state="attached")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_room_of_the_office_is_in_sight(page, inbox, width):
    become(page, "Dina Okafor")
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/office/erasures")
    links = page.get_by_role("navigation", name="Office").get_by_role("link")
    assert links.count() == 10
    for place in (link.bounding_box() for link in links.all()):
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
    page.get_by_role("link", name="Messages", exact=True).click()
    page.wait_for_url("**/office/webhooks")
