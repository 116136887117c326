"""The published lists: which bits are set, when, and how they are kept."""

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib.ob3 import check_credential_status, decode_encoded_list, set_indices
from openbadgeslib.ob3.credential import OpenBadgeCredential

from recognition.actions import credentials
from recognition.credentials.issuer import issuer
from recognition.credentials.open_badges import ENTRIES, document_is_signed, sign_status_list, token_is_signed
from recognition.models import Award, AwardChange, Credential
from tests.conftest import NOW
from tests.recognition.credentials.conftest import SITE

pytestmark = pytest.mark.django_db


def fetch(client, purpose="revocation", number=1, **headers):
    return client.get(reverse("recognition:credential_status", args=[number, purpose]), headers=headers)


def bits(client, purpose="revocation"):
    document = json.loads(fetch(client, purpose).content)
    return set_indices(decode_encoded_list(document["credentialSubject"]["encodedList"]))


def test_a_list_is_signed_and_says_how_long_it_holds(client, made):
    answer = fetch(client)
    document = json.loads(answer.content)
    assert document["id"] == f"{SITE}/credentials/status/1/revocation"
    assert document["credentialSubject"]["statusPurpose"] == "revocation"
    assert document["validFrom"] < document["validUntil"]
    assert document_is_signed(document, issuer().key.public)
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_as_a_token_it_says_the_same(client, made):
    token = fetch(client, accept="application/vc+jwt").content.decode()
    assert token_is_signed(token, issuer().key.public)


def test_the_librarys_own_check_believes_it(client, award, made):
    def download(address):
        assert address.startswith(SITE)
        return client.get(address.removeprefix(SITE), headers={"accept": "application/vc+jwt"}).content

    credential = OpenBadgeCredential.from_vc_document(json.loads(made.document))
    known = {"verify_list": True, "list_pubkey_pem": issuer().key.public.pem}
    check_credential_status(credential, download=download, **known)
    Award.objects.filter(pk=award.pk).update(status="frozen")
    with pytest.raises(Exception, match=r"suspended|suspension"):
        check_credential_status(credential, download=download, **known)


@pytest.mark.parametrize(
    ("state", "revoked", "suspended"),
    [
        ({}, False, False),
        ({"status": "frozen"}, False, True),
        ({"hidden": True}, False, True),
        ({"status": "lapsed"}, True, False),
        ({"status": "revoked"}, True, False),
        ({"status": "pending"}, True, False),
    ],
    ids=str,
)
def test_the_next_request_has_the_bit(client, award, made, state, revoked, suspended):
    assert (bits(client), bits(client, "suspension")) == (frozenset(), frozenset())
    Award.objects.filter(pk=award.pk).update(**state)
    index = {made.status_index}
    assert bits(client) == (index if revoked else set())
    assert bits(client, "suspension") == (index if suspended else set())


def test_withdrawing_and_an_end_that_was_taken_back_both_stay_revoked(client, bo, chen, award, made, give):
    other = credentials.make(by=chen, award=give(chen))
    credentials.withdraw(by=bo, award=award)
    AwardChange.objects.create(award=other.award, to_status="lapsed", reason="Test.")
    AwardChange.objects.create(award=other.award, to_status="active", reason="Test.")
    assert bits(client) == {made.status_index, other.status_index}


def test_steps_before_it_was_made_and_later_ones_that_end_nothing_set_no_bit(client, bo, award):
    AwardChange.objects.create(award=award, to_status="lapsed", reason="Test.")
    credentials.make(by=bo, award=award)
    AwardChange.objects.create(award=award, to_status="active", reason="Test.")
    assert bits(client) == frozenset()


def test_who_has_it_already_is_told_that_nothing_changed(client, award, made):
    etag = fetch(client)["ETag"]
    again = fetch(client, if_none_match=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    Award.objects.filter(pk=award.pk).update(status="revoked")
    assert fetch(client, if_none_match=etag).status_code == 200


def test_lists_that_are_not_there(client, settings, made):
    assert fetch(client, number=2).status_code == 404
    assert fetch(client, purpose="gossip").status_code == 404
    settings.SIGNING_KEY = ""
    assert fetch(client).status_code == 503
    assert client.get("/.well-known/did.json").status_code == 404


def test_the_keys_of_the_site_are_open_to_verifiers_everywhere(client):
    answer = client.get("/.well-known/did.json")
    assert answer.json()["id"] == "did:web:plaudit.example"
    assert answer["Access-Control-Allow-Origin"] == "*"


@given(st.frozensets(st.integers(0, ENTRIES - 1), max_size=200))
def test_every_bit_comes_back_and_no_other(indexes):
    from recognition.credentials.open_badges import _packed

    assert set_indices(decode_encoded_list(_packed(indexes))) == indexes


def test_equal_lists_are_equal_bytes(signs):
    said = {"address": f"{SITE}/x", "purpose": "revocation", "since": NOW, "until": NOW, "ttl_ms": 1}
    assert sign_status_list(issuer(), indexes=[3, 9], **said) == sign_status_list(issuer(), indexes=[3, 9], **said)


def test_no_two_credentials_share_a_place(made, chen, give):
    with pytest.raises(Exception, match=r"(?i)unique"):
        Credential.objects.create(award=give(chen), document="{}", token="", key_word="", status_list=1,
                                  status_index=made.status_index)  # fmt: skip
