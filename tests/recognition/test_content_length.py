"""A header that is no length, or one beyond all reason, is refused at every door and never fails in it."""

import pytest
from django.test import RequestFactory

from recognition.content_length import BEYOND_ALL, claims_more_than, said_length
from recognition.models import Role, RoleGrant, User

NO_LENGTH = ["-1", "+5", "1e3", "1_000", "٣", "²", "0x10", " 5"]
ABSURD = ["9" * 16, "9" * 5000, "9" * 60_000]


def saying(length):
    return RequestFactory().generic("POST", "/", b"", CONTENT_LENGTH=length)


@pytest.mark.parametrize(("said", "read"), [("", None), ("0", 0), ("12", 12), ("0" * 30 + "7", 7)])
def test_a_length_is_read(said, read):
    assert said_length(saying(said)) == read


@pytest.mark.parametrize("said", NO_LENGTH)
def test_what_is_no_length_is_none_and_not_begun_with(said):
    assert said_length(saying(said)) is None
    assert claims_more_than(saying(said), 10**9)


@pytest.mark.parametrize("said", ABSURD)
def test_an_absurd_one_is_more_than_any_door_takes(said):
    assert said_length(saying(said)) == BEYOND_ALL
    assert claims_more_than(saying(said), 10**9)


def test_a_fitting_one_and_none_are_begun_with():
    assert not claims_more_than(saying("5"), 5)
    assert not claims_more_than(saying(""), 5)


@pytest.mark.parametrize("said", [*NO_LENGTH, *ABSURD])
@pytest.mark.parametrize(
    "address",
    ["/credentials/verify", "/office/imports", "/hooks/github", "/hooks/slack/commands", "/api/v1/thanks/",
     "/v1/metrics", "/sign-in"],
)  # fmt: skip
def test_no_door_fails_by_it(client, ada, said, address):
    RoleGrant.objects.create(person=ada, role=Role.ADMIN)
    client.force_login(User.objects.create(username="ada", person=ada))
    assert client.generic("POST", address, b"", CONTENT_LENGTH=said).status_code < 500
