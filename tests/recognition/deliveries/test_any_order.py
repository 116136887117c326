"""The same messages in any order, twice, one by one or together leave the same rows (law)."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import source_accounts
from recognition.actions.actors import System
from recognition.deliveries import processing
from recognition.models import DeliveredFact, Delivery, SourceAccount
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import issue, merged, push, reverted, review
from tests.recognition.deliveries.test_processing import rows

pytestmark = pytest.mark.django_db

HISTORY = [
    merged(12, "octo-ada", 0, body="Fixes #7\n\nCo-authored-by: Chen <1+octo-eve@users.noreply.github.com>"),
    review(12, "octo-bo", -3),
    review(12, "octo-bo", -2, "dismissed"),
    review(12, "octo-bo", 3),
    review(12, "octo-chen", -1),
    review(12, "octo-chen", 8, "dismissed"),
    reverted(13, 12, "octo-bo", 5),
    push(f"{13:040x}", f"Back out\n\nThis reverts commit {12:040x}.", 5),
    reverted(14, 13, "octo-ada", 9),
    review(14, "octo-bo", 8),
    issue(7, "octo-ada", 0),
    issue(7, "octo-ada", 5, "reopened"),
    issue(7, "octo-ada", 9),
    issue(7, "octo-ada", 11, "reopened"),
    issue(7, "octo-chen", 12),
]


IN_ORDER: dict = {}  # worked out once


class _UndoneError(Exception):
    """Takes back what one case wrote."""


def _left_by(messages, link_at, eve, most=1):
    """What stands after the messages, with the unknown account found after so many of them."""
    left = {}
    try:
        with transaction.atomic():
            deliver_all(messages[:link_at], most)
            unknown = SourceAccount.objects.filter(login="octo-eve")
            if unknown:
                source_accounts.link(by=System("test"), account=unknown.get(), person=eve)
            deliver_all(messages[link_at:], most)
            if not link_at or not unknown:
                source_accounts.link(by=System("test"), account=SourceAccount.objects.get(login="octo-eve"), person=eve)
            left = rows() | {"waiting": DeliveredFact.objects.exclude(state="applied").count()}
            left["states"] = set(Delivery.objects.values_list("state", flat=True))
            raise _UndoneError
    except _UndoneError:
        return left


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=4)
@given(data=st.data())
def test_any_order_and_any_repetition_leave_the_same_rows(accounts, eve, data):
    expected = IN_ORDER.setdefault("left", None) or _left_by(HISTORY, len(HISTORY), eve)
    IN_ORDER["left"] = expected
    assert expected["waiting"] == 0
    assert expected["states"] == {"done"}
    again = data.draw(st.lists(st.sampled_from(range(len(HISTORY))), max_size=5))
    order = data.draw(st.permutations([*range(len(HISTORY)), *again]))
    linked_after = data.draw(st.integers(0, len(order)))
    at_once = data.draw(st.sampled_from([1, 4, processing.AT_ONCE]))
    left = _left_by([HISTORY[number] for number in order], linked_after, eve, at_once)
    assert json.dumps(left, default=str, sort_keys=True) == json.dumps(expected, default=str, sort_keys=True)
