import pytest

from recognition import audit_words
from recognition.actions import audit, thanks
from recognition.actions.actors import System
from recognition.models import AuditEntry, Role, RoleGrant

LOG = "/api/v1/audit/"


@pytest.fixture
def auditor(chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    return chen


def _note(number, **more):
    said = {"by": System("test"), "verb": "outcome.report", "object_kind": "outcome", "object_key": f"git:{number}"}
    return audit.record(**{**said, "data": {"number": number}, **more})


def test_it_is_closed_to_most(as_person, ada, bo):
    RoleGrant.objects.create(person=bo, role=Role.REVIEWER)
    for person in (ada, bo):
        assert as_person(person).get(LOG).status_code == 403


def test_it_says_who_did_what_in_words_and_with_the_chain(as_person, auditor, ada, bo):
    thanks.give(by=ada, receiver=bo, text="You stayed late to find the leak.")
    [entry] = as_person(auditor).get(f"{LOG}?actor=ada&verb=thanks.give").json()["results"]
    assert entry["sentence"] == "Ada Lindqvist thanked Bo Nakamura."
    assert entry["hash"] == AuditEntry.objects.get(number=entry["number"]).hash


def test_pages_follow_each_other_by_number(as_person, auditor):
    for number in range(5):
        _note(number)
    client, address, seen = as_person(auditor), f"{LOG}?limit=2", []
    while address:
        page = client.get(address).json()
        seen += [entry["number"] for entry in page["results"]]
        address = page["next"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == AuditEntry.objects.count()


@pytest.mark.parametrize(
    ("query", "found"), [("object_key=git:1", 1), ("object_kind=badge", 0), ("until=2000-01-01T00:00:00Z", 0)]
)
def test_it_is_filtered(as_person, auditor, query, found):
    _note(1)
    assert len(as_person(auditor).get(f"{LOG}?{query}").json()["results"]) == found


def test_entries_for_auditors_alone_are_not_shown_to_admins(as_person, auditor, dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    hidden = next(iter(audit_words.FOR_AUDITORS_ONLY))
    verb = hidden if "." in hidden and not hidden.endswith(".") else f"{hidden.rstrip('.')}.noted"
    _note(1, verb=verb)
    assert [len(as_person(one).get(f"{LOG}?verb={verb}").json()["results"]) for one in (auditor, dina)] == [1, 0]


def test_data_that_nobody_reads_on_the_page_is_not_here_either(as_person, auditor):
    closed = next(iter(audit_words.WITHOUT_DATA))
    verb = closed if "." in closed and not closed.endswith(".") else f"{closed.rstrip('.')}.noted"
    _note(1, verb=verb)
    [entry] = as_person(auditor).get(f"{LOG}?verb={verb}").json()["results"]
    assert entry["data"] == {}


def test_it_cannot_be_written(as_person, auditor):
    assert as_person(auditor).post(LOG, {}).status_code == 405
