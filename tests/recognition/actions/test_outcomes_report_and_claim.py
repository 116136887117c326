"""outcomes.report and outcomes.claim"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import outcomes
from recognition.actions.actors import System
from recognition.models import AuditEntry, Contribution, Outcome
from tests.recognition.actions.refused import code_of

SOURCE = System("gitlab")
DAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def told(ada, bo):
    def report(**more):
        about = {"source": "gitlab", "key": "17", "kind": "change_merged", "at": DAY, "authors": [ada]} | more
        return outcomes.report(by=SOURCE, **about)

    return report


def test_a_source_reports_who_shares_in_what(told, ada, bo):
    outcome = told(co_authors=[bo], lines_added=3, area="docs", root="DOC-1")
    assert (outcome.lines_changed, outcome.area, outcome.root, outcome.claimed_by) == (3, "docs", "DOC-1", None)
    parts = Contribution.objects.values_list("person__key", "is_author", "team__key").order_by("person__key")
    assert list(parts) == [("ada", True, "platform"), ("bo", False, "platform")]


def test_a_long_key_fits_into_the_audit(told):
    told(source="s" * 60, key="k" * 200)
    assert AuditEntry.objects.get().object_key == f"{'s' * 60}:{'k' * 139}"


def test_the_same_report_again_changes_nothing(told):
    assert told() == told()
    assert (Outcome.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_the_same_key_with_other_content_is_refused(told, bo):
    told()
    for other in ({"authors": [bo]}, {"kind": "ticket_closed"}, {"at": DAY + timedelta(hours=1)}):
        with pytest.raises(ValidationError) as refused:
            told(**other)
        assert code_of(refused) == "other_content"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"authors": []}, "authors"),
        ({"source": "claim"}, "source"),
        ({"kind": "tokens_spent"}, "kind"),
        ({"at": datetime(2999, 1, 1, tzinfo=UTC)}, "at"),
        ({"title": "x\x00"}, "title"),
        ({"key": "x\x00"}, "key"),
        ({"root": "x\u202e"}, "root"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"lines_added": -1}, "lines_added"),
    ],
)
def test_a_wrong_report_is_refused_at_its_field(told, more, field):
    with pytest.raises(ValidationError) as refused:
        told(**more)
    assert list(refused.value.message_dict) == [field]
    assert not Outcome.objects.exists()


def test_people_claim_and_do_not_report(ada):
    with pytest.raises(PermissionDenied):
        outcomes.report(by=ada, source="gitlab", key="1", kind="change_merged", at=DAY, authors=[ada])


def test_a_claim_is_marked_as_one(ada):
    outcome = outcomes.claim(
        by=ada, kind="document_published", title="Handbook of on-call", url="https://wiki.example/a"
    )
    assert (outcome.claimed_by, outcome.source) == (ada, "claim")
    assert list(outcome.people.all()) == [ada]


def test_claims_with_one_link_are_one_work_item_and_are_made_once(ada, bo):
    link = "https://wiki.example/a"
    first = outcomes.claim(by=ada, kind="document_published", title="Handbook of on-call", url=link)
    second = outcomes.claim(by=bo, kind="document_published", title="Handbook of on-call", url=link)
    assert first.root == second.root != ""
    with pytest.raises(ValidationError) as refused:
        outcomes.claim(by=ada, kind="document_published", title="Handbook, again", url=link)
    assert code_of(refused) == "already_claimed"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "short"}, "title"),
        ({"kind": "change_reverted"}, "kind"),
        ({"url": "ftp://wiki.example/a"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_a_wrong_claim_is_refused_at_its_field(ada, more, field):
    with pytest.raises(ValidationError) as refused:
        outcomes.claim(by=ada, **({"kind": "case_solved", "title": "The case of the lost letters"} | more))
    assert list(refused.value.message_dict) == [field]


def test_bots_and_the_system_claim_nothing(robo):
    for by in (robo, System("test")):
        with pytest.raises(PermissionDenied):
            outcomes.claim(by=by, kind="case_solved", title="The case of the lost letters")


def test_a_claim_names_its_area_and_who_shares_in_it(ada, bo):
    claimed = outcomes.claim(
        by=ada, kind="document_published", title="The guide to handovers", area="docs", co_authors=[bo]
    )
    assert claimed.area == "docs"
    parts = Contribution.objects.values_list("person__key", "is_author").order_by("person__key")
    assert list(parts) == [("ada", True), ("bo", False)]
    assert AuditEntry.objects.get().data["co_authors"] == ["bo"]


@pytest.mark.parametrize("who", ["herself", "a bot", "somebody gone", "too many"])
def test_a_claim_is_shared_with_colleagues_only(ada, bo, robo, monkeypatch, who):
    if who == "somebody gone":
        bo.left_on = DAY.date()
        bo.save()
    if who == "too many":
        monkeypatch.setattr(outcomes, "MOST_CO_AUTHORS", 0)
    others = {"herself": [ada], "a bot": [robo]}.get(who, [bo])
    with pytest.raises(ValidationError) as refused:
        outcomes.claim(by=ada, kind="case_solved", title="Found the lost cabin", co_authors=others)
    assert code_of(refused) in {"oneself", "left", "too_many"}
    assert not Outcome.objects.exists()
