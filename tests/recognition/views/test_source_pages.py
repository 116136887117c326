"""The pages of a tool that delivers."""

import pytest

from recognition.deliveries.secrets import living
from recognition.models import Delivery, Outcome, RoleGrant, SourceAccount, User
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    client.force_login(User.objects.create(username="dina", person=dina))
    return client


def test_a_secret_is_made_and_shown_once(office):
    made = office.post("/office/sources/github", {"name": "May"}, follow=True)
    assert made.redirect_chain == [("/office/sources/github", 302)]
    (secret,) = living("github")
    assert secret in made.content.decode()
    assert made["Cache-Control"].startswith("max-age=0")
    assert secret not in office.get("/office/sources/github").content.decode()


def test_a_trial_says_what_would_become_of_it_and_stores_nothing(office):
    for source in ("github", "gitlab", "jira", "pagerduty", "cloudevents"):
        office.post(f"/office/sources/{source}", {"name": "May"})
        told = office.post(f"/office/sources/{source}/test").content.decode()
        assert "The test went through" in told, source
        assert "It would tell" in told
    assert not Delivery.objects.exists()
    assert not SourceAccount.objects.exists()
    assert not Outcome.objects.exists()


def test_a_failed_delivery_stands_there_with_its_reason_and_is_worked_on_again(office):
    deliver_all([("pull_request", b"no json")])
    delivery = Delivery.objects.get()
    assert "no JSON" in office.get("/office/sources/github?state=failed").content.decode()
    assert "no JSON" in office.get(f"/office/sources/github/deliveries/{delivery.pk}").content.decode()
    office.post(f"/office/sources/github/deliveries/{delivery.pk}/retry")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("waiting", 0)


def test_an_account_finds_its_person_on_the_page(office, eve):
    deliver_all([merged(12, "stranger", 0)])
    assert "stranger" in office.get("/office/accounts?of=github").content.decode()
    account = SourceAccount.objects.get(login="stranger")
    assert office.post("/office/accounts", {f"source-{account.pk}-person": "no-one"}).status_code == 422
    office.post("/office/accounts", {f"source-{account.pk}-person": "eve"})
    assert list(Outcome.objects.get().people.all()) == [eve]


def test_an_account_of_nobody_leaves_the_page(office):
    deliver_all([merged(12, "stranger", 0)])
    unknown = SourceAccount.objects.filter(state="unknown")
    office.post("/office/accounts", {f"source-{account.pk}-decision": "nobody" for account in unknown})
    assert set(SourceAccount.objects.values_list("state", flat=True)) == {"nobody"}
    assert "stranger" not in office.get("/office/accounts").content.decode()


def test_every_tool_stands_among_the_sources(office):
    page = office.get("/office/sources").content.decode()
    assert all(label in page for label in ("GitHub", "GitLab", "Jira", "PagerDuty"))


@pytest.mark.parametrize("address", ["/office/sources/nowhere"])
def test_a_tool_that_is_not_there_is_not_found(office, address):
    assert office.get(address).status_code == 404
