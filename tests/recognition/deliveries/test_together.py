"""What was taken together is worked on in one transaction, and stops nobody's neighbours."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.deliveries import intake, processing
from recognition.deliveries.contract import Account, OutcomeFact, VerificationFact
from recognition.deliveries.recording import record
from recognition.deliveries.registry import SOURCES
from recognition.deliveries.settling import settle_all
from recognition.models import AuditEntry, DeliveredFact, Delivery, Outcome, SourceAccount, Verification
from tests.recognition.deliveries import messages
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged, review

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def keep(*told, source="github"):
    for message in told:
        intake.keep(SOURCES[source], *messages.signed(*message))


def work(most):
    """Statements of one round."""
    with CaptureQueriesContext(connection) as asked:
        processing.work_waiting(most)
    return len(asked)


def test_one_that_is_refused_fails_with_its_words_and_stops_nobody(accounts):
    tomorrow = (timezone.now() + timedelta(days=2)).isoformat()
    keep(merged(12, "octo-ada", 0), merged(13, "octo-ada", 1, merged_at=tomorrow), merged(14, "octo-bo", 2))
    assert processing.work_waiting() == 3
    assert list(Delivery.objects.order_by("id").values_list("state", "tries")) == [
        ("done", 1), ("failed", 1), ("done", 1),
    ]  # fmt: skip
    assert "future" in Delivery.objects.get(state="failed").trouble
    assert set(Outcome.objects.values_list("key", flat=True)) == {"octo/harbour#12", "octo/harbour#14"}
    assert AuditEntry.objects.filter(verb="outcome.report").count() == 2
    assert not DeliveredFact.objects.filter(delivery__state="failed").exists()


def test_one_that_cannot_be_read_fails_with_its_words_and_stops_nobody(accounts):
    keep(merged(12, "octo-ada", 0), merged(13, "octo-ada", 1, merged_at="yesterday"), merged(14, "octo-bo", 2))
    processing.work_waiting()
    assert Outcome.objects.count() == 2
    assert "merged_at" in Delivery.objects.get(state="failed").trouble


def test_several_sources_are_each_a_transaction_of_their_own(accounts, monkeypatch):
    asked = []
    work_on = processing._work
    monkeypatch.setattr(processing, "_work", lambda name, pks: asked.append((name, len(pks))) or work_on(name, pks))
    keep(merged(12, "octo-ada", 0), review(12, "octo-bo", 1))
    keep(merged(12, "octo-ada", 0), merged(13, "octo-ada", 0), source="gitlab")
    assert processing.work_waiting() == 4
    assert asked == [("github", 2), ("gitlab", 2)]
    assert set(Delivery.objects.filter(source="gitlab").values_list("state", flat=True)) == {"ignored"}
    assert Outcome.objects.count() == 1


def test_what_several_tell_is_kept_once_and_is_the_first_ones(accounts):
    keep(merged(12, "octo-ada", 0))
    intake.keep(SOURCES["github"], *messages.signed(*merged(12, "octo-ada", 0), delivery="sent by hand"))
    processing.work_waiting()
    told = DeliveredFact.objects.filter(kind="outcome")
    assert [fact.delivery for fact in told] == [Delivery.objects.earliest("id")]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


def test_many_facts_are_no_long_transaction(accounts, monkeypatch):
    monkeypatch.setattr(processing, "MOST_FACTS_TOGETHER", 2)
    asked = []
    settle = processing.settle_all
    monkeypatch.setattr(processing, "settle_all", lambda source, keys: asked.append(set(keys)) or settle(source, keys))
    keep(*(merged(number, "octo-ada", number) for number in (12, 13, 14)))
    processing.work_waiting()
    assert [len(keys) for keys in asked] == [1, 1, 1]
    assert Outcome.objects.count() == 3


def test_together_they_ask_the_database_less(accounts):
    def told(first):
        numbers = range(first, first + 10)
        return [message for n in numbers for message in (review(n, "octo-bo", n - 1), merged(n, "octo-ada", n))]

    keep(*told(100))
    alone = sum(work(most=1) for _ in range(20))
    keep(*told(200))
    together = work(most=20)
    assert Verification.objects.count() == 20
    assert together * 2 < alone


def test_an_account_that_is_known_only_now_is_credited_with_what_came_before(ada):
    """The first message does not say whether the address is verified, the second one does."""

    def tell(*facts):
        recorded = record("x", [(None, facts)])
        settle_all("x", recorded.keys)
        return recorded.decided

    assert not tell(OutcomeFact("a", "change_merged", AT, (Account(user_id="7", email=ada.email),)))
    assert not Outcome.objects.exists()
    verified = Account(user_id="7", email=ada.email, email_verified=True)
    assert tell(VerificationFact("b", verified, "reviewed", AT))
    assert list(Outcome.objects.get().people.all()) == [ada]
    assert SourceAccount.objects.get().person == ada


def test_a_login_that_moves_on_between_two_messages_is_the_last_ones(accounts):
    first = messages.user("octo-moves") | {"id": 1}
    second = messages.user("octo-moves") | {"id": 2}
    deliver_all([merged(12, "octo-ada", 0, user=first), merged(13, "octo-ada", 1, user=second)])
    assert dict(SourceAccount.objects.filter(user_id__in="12").values_list("user_id", "login")) == {
        "1": "", "2": "octo-moves",
    }  # fmt: skip
