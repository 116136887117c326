"""How a badge's rule changed, for everybody who looks at the badge."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import User
from scoring.engine.criteria.parse import parse_rule
from scoring.models import RuleVersion

pytestmark = pytest.mark.django_db
ADDRESS = "/badges/bridge-builder/history"


@pytest.fixture
def client_of(client):
    def sign_in(person):
        client.force_login(User.objects.create(username=person.key, person=person))
        return client

    return sign_in


@pytest.fixture
def version(badge, ada, bo):
    def make(number, voices, state):
        asked = {"peer_support": {"at_least": voices, "teams": 2}}
        rule = parse_rule({"badge": badge.slug, "criteria": {"all": [asked]}})
        return RuleVersion.objects.create(
            badge=badge, number=number, document=rule.document(), digest=rule.digest,
            policy_version=1, state=state, published_at=timezone.now(), published_by=ada, approved_by=bo,
        )  # fmt: skip

    return make


def test_each_version_says_what_it_changed(client_of, eve, version):
    version(1, 3, "superseded")
    version(2, 4, "live")
    version(3, 5, "draft")
    text = client_of(eve).get(ADDRESS).content.decode()
    assert "<del>3</del>" in text
    assert "<ins>4</ins>" in text
    assert text.index("Version 2") < text.index("in force") < text.index("Version 1") < text.index("It began with this")
    assert "Version 3" not in text


def test_the_badge_page_gets_the_fragment_with_a_way_to_earlier_versions(client_of, eve, version):
    for number in range(1, 13):
        version(number, 2 + number, "live" if number == 12 else "superseded")
    client = client_of(eve)
    part = client.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Earlier versions" in part
    assert 'hx-get="/badges/bridge-builder/history"' in client.get("/badges/bridge-builder").content.decode()
    last = client.get(ADDRESS, {"page": 2}).content.decode()
    assert "Version 2" in last
    assert "It began with this" in last


def test_a_badge_that_people_give_says_so_and_a_draft_has_no_history(client_of, eve, badge):
    client = client_of(eve)
    assert "people give it" in client.get(ADDRESS).content.decode()
    badge.state = "draft"
    badge.save()
    assert client.get(ADDRESS).status_code == 404


def test_the_number_of_queries_does_not_grow(client_of, eve, version):
    client, counts = client_of(eve), []
    for number in (1, 2, 3, 4, 5, 6):
        version(number, 2 + number, "superseded")
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        counts.append(len(asked))
    assert counts[1] == counts[-1] <= 12
