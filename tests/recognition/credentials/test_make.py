"""Making and withdrawing a credential of an own award."""

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import credentials
from recognition.credentials import places
from recognition.models import AuditEntry, Credential, Preferences
from recognition.queries.credentials import Standing, find, standing_of
from tests.recognition.credentials.conftest import DID, PUBLIC_KEY, SITE

pytestmark = pytest.mark.django_db


def test_it_says_who_gave_what_for_what_and_until_when(bo, badge, give):
    badge.criteria_text = ["Recognition from at least 2 teams."]
    badge.save()
    award = give(bo, tier="gold", expires_at="2027-03-01T00:00:00Z")
    award.refresh_from_db()
    made = credentials.make(by=bo, award=award)
    told = json.loads(made.document)
    assert told["id"] == f"{SITE}/credentials/{made.key}"
    assert told["name"] == "Bridge Builder (gold)"
    assert told["issuer"]["id"] == DID
    assert told["validFrom"] == "2026-03-01T00:00:00Z"
    assert told["validUntil"] == "2027-03-01T00:00:00Z"
    achievement = told["credentialSubject"]["achievement"]
    assert achievement["id"] == f"{SITE}/badges/bridge-builder"
    assert achievement["criteria"]["narrative"] == (
        "Given by version 3 of the badge's rule. The badge asks for:\n- Recognition from at least 2 teams."
    )
    assert told["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert told["proof"]["verificationMethod"] == f"{DID}#{PUBLIC_KEY}"
    assert made.key_word == PUBLIC_KEY
    assert {(entry["statusPurpose"], entry["statusListIndex"]) for entry in told["credentialStatus"]} == {
        ("revocation", str(made.status_index)), ("suspension", str(made.status_index)),
    }  # fmt: skip


def test_the_holder_is_in_it_only_as_a_hash(bo, made):
    (identity,) = json.loads(made.document)["credentialSubject"]["identifier"]
    hashed = hashlib.sha256((bo.email + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${hashed}"
    assert len(identity["salt"]) == 32
    for private in (bo.email, bo.display_name, bo.key + "@"):
        assert private not in made.document


def test_who_has_no_address_is_known_by_a_hash_of_the_directory_id(bo, award):
    bo.email = ""
    bo.save()
    (identity,) = json.loads(credentials.make(by=bo, award=award).document)["credentialSubject"]["identifier"]
    assert identity["identityType"] == "systemId"
    hashed = hashlib.sha256(("bo" + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${hashed}"


def test_a_badge_given_by_hand_does_not_tell_the_words_of_the_giver(bo, dina, give):
    award = give(bo, rule_version=None, given_by=dina, why=["Told me in private how it went."])
    made = credentials.make(by=bo, award=award)
    assert "private" not in made.document
    assert "Dina" not in made.document


def test_only_the_holder_makes_and_withdraws(ada, award, made):
    for act in (credentials.make, credentials.withdraw):
        with pytest.raises(PermissionDenied):
            act(by=ada, award=award)


@pytest.mark.parametrize(
    "state", [{"status": "frozen"}, {"status": "lapsed"}, {"status": "pending"}, {"hidden": True}], ids=str
)
def test_only_what_stands_and_is_shown_can_be_taken_along(bo, give, state):
    with pytest.raises(ValidationError, match="active and shown"):
        credentials.make(by=bo, award=give(bo, **state))
    assert not Credential.objects.exists()


def test_who_shows_no_badges_takes_none_along(bo, award):
    Preferences.objects.create(person=bo, shows_badges=False)
    with pytest.raises(ValidationError, match="active and shown"):
        credentials.make(by=bo, award=award)


def test_a_site_without_a_key_says_so(settings, bo, award):
    settings.SIGNING_KEY = ""
    with pytest.raises(ValidationError, match="has to set it up"):
        credentials.make(by=bo, award=award)
    assert not AuditEntry.objects.exists()


def test_asked_twice_it_is_the_same_one(bo, award, made):
    assert credentials.make(by=bo, award=award).key == made.key
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["credential.make"]


def test_after_withdrawing_a_new_one_can_be_made(bo, award, made):
    credentials.withdraw(by=bo, award=award)
    assert standing_of(find(made.key)) == Standing.PUT_AWAY
    new = credentials.make(by=bo, award=award)
    assert (new.key, new.status_index) != (made.key, made.status_index)
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == [
        "credential.make", "credential.withdraw", "credential.make",
    ]  # fmt: skip


def test_what_is_withdrawn_cannot_be_withdrawn_again(bo, award, made):
    credentials.withdraw(by=bo, award=award)
    with pytest.raises(ValidationError, match="nothing to withdraw"):
        credentials.withdraw(by=bo, award=award)


def test_two_who_draw_the_same_place_get_two(monkeypatch, bo, chen, give):
    drawn = iter([(1, 7), (1, 7), (1, 8)])
    monkeypatch.setattr(credentials, "draw_place", lambda: next(drawn))
    for person in (bo, chen):
        credentials.make(by=person, award=give(person))
    assert sorted(Credential.objects.values_list("status_index", flat=True)) == [7, 8]


def test_a_list_that_is_half_full_is_left_for_a_new_one(monkeypatch, made):
    assert places.draw_place()[0] == 1
    monkeypatch.setattr(places, "FULL_AT", 1)
    assert places.draw_place()[0] == 2
