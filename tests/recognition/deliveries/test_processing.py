"""From messages to outcomes, confirmations and reversals: in any order, and however often they come."""

import pytest

from recognition.models import Delivery, Outcome, Reversal, Verification
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import issue, merged, push, reverted, review

pytestmark = pytest.mark.django_db


def rows():
    """All that stands, without ids and the time at which it was written."""
    return {
        "outcomes": sorted(
            Outcome.objects.values_list(
                "key", "kind", "at", "authored_at", "root", "area", "lines_added", "lines_deleted", "files", "title",
                "url", "ai_assisted", "merged_by__key",
            )
        ),
        "people": sorted(Outcome.objects.values_list("key", "contributions__person__key", "contributions__is_author")),
        "words": sorted(
            Verification.objects.values_list("outcome__key", "verifier__key", "kind", "at", "withdrawn_at"),
            key=str,
        ),
        "reversals": sorted(Reversal.objects.values_list("outcome__key", "kind", "at", "by_outcome__key"), key=str),
    }  # fmt: skip


def test_a_merged_change_is_an_outcome_of_its_author(accounts, ada, dina):
    deliver_all([merged(12, "octo-ada", 0, body="Fixes #7")])
    outcome = Outcome.objects.get()
    assert (outcome.source, outcome.key, outcome.kind) == ("github", "octo/harbour#12", "change_merged")
    assert (outcome.root, outcome.area, outcome.lines_changed, outcome.merged_by) == (
        "octo/harbour#7", "octo/harbour", 42, dina,
    )  # fmt: skip
    assert list(outcome.people.all()) == [ada]
    assert Delivery.objects.get().state == "done"


def test_an_approval_before_the_merge_waits_for_it(accounts, bo):
    deliver_all([review(12, "octo-bo", -3)])
    assert not Verification.objects.exists()
    deliver_all([merged(12, "octo-ada", 0)])
    word = Verification.objects.get()
    assert (word.verifier, word.kind, word.at) == (bo, "reviewed", word.outcome.at)


def test_a_dismissed_review_no_longer_holds(accounts):
    deliver_all([merged(12, "octo-ada", 0), review(12, "octo-bo", 1), review(12, "octo-bo", 2, "dismissed")])
    assert Verification.objects.get().withdrawn_at is not None


def test_an_approval_after_a_dismissal_holds_again(accounts):
    deliver_all([
        merged(12, "octo-ada", 0), review(12, "octo-bo", 1), review(12, "octo-bo", 2, "dismissed"),
        review(12, "octo-bo", 3),
    ])  # fmt: skip
    assert Verification.objects.get().withdrawn_at is None


def test_a_revert_takes_the_change_back_and_is_no_merit(accounts):
    deliver_all([merged(12, "octo-ada", 0, body="Fixes #7"), reverted(13, 12, "octo-bo", 5)])
    taken_back = Outcome.objects.get(key="octo/harbour#12")
    assert taken_back.reversal.by_outcome.key == "octo/harbour#13"
    assert taken_back.reversal.by_outcome.kind == "change_reverted"
    assert set(Outcome.objects.values_list("root", flat=True)) == {"octo/harbour#7"}


def test_a_revert_of_a_revert_brings_the_change_back_under_its_root(accounts):
    deliver_all([
        merged(12, "octo-ada", 0), reverted(13, 12, "octo-bo", 5),
        reverted(14, 13, "octo-ada", 9, title='Revert "Change"'),
    ])  # fmt: skip
    kinds = dict(Outcome.objects.values_list("key", "kind"))
    assert kinds == {
        "octo/harbour#12": "change_merged", "octo/harbour#13": "change_reverted", "octo/harbour#14": "change_merged",
    }  # fmt: skip
    assert set(Outcome.objects.values_list("root", flat=True)) == {"octo/harbour#12"}


def test_a_pushed_revert_names_the_change_by_its_commit(accounts):
    deliver_all([push("f" * 40, f"Back out\n\nThis reverts commit {12:040x}.", 5), merged(12, "octo-ada", 0)])
    assert Reversal.objects.get().outcome.key == "octo/harbour#12"


def test_a_ticket_that_is_opened_and_closed_again_counts_from_the_last_closing(accounts):
    deliver_all([issue(7, "octo-ada", 0), issue(7, "octo-ada", 5, "reopened"), issue(7, "octo-ada", 9)])
    first, second = Outcome.objects.order_by("at")
    assert first.reversal.kind == "reopened"
    assert not Reversal.objects.filter(outcome=second).exists()
    assert first.root == second.root == "octo/harbour#7"


def test_what_an_automated_account_did_is_credited_to_nobody(accounts):
    message = merged(12, "build[bot]", 0)
    deliver_all([message, review(12, "octo-bo", 1)])
    assert not Outcome.objects.exists()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}
