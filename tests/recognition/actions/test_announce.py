"""Many actions in one transaction tell at its end, at once."""

import pytest

from recognition.actions.actors import System
from recognition.actions.announce import announce, at_the_end
from recognition.models import AuditEntry
from recognition.signals import facts_changed

pytestmark = pytest.mark.django_db
BY = System("test")


@pytest.fixture
def heard():
    told = []

    def listen(sender, *, person_ids, reason, **_more):
        told.append((person_ids, reason, AuditEntry.objects.count()))

    facts_changed.connect(listen, weak=False)
    yield told
    facts_changed.disconnect(listen)


def say(about, verb):
    announce(about, by=BY, verb=verb, key=about.key, data={}, person_ids={about.pk})


def test_each_noun_is_told_once_and_before_the_entries(ada, bo, heard):
    with at_the_end():
        say(ada, "outcome.report")
        with at_the_end():
            say(bo, "outcome.fill")
        say(bo, "person.describe")
        assert heard == []
        assert not AuditEntry.objects.exists()
    assert heard == [({ada.pk, bo.pk}, "outcome.report", 0), ({bo.pk}, "person.describe", 0)]
    assert list(AuditEntry.objects.order_by("number").values_list("verb", "object_key")) == [
        ("outcome.report", "ada"), ("outcome.fill", "bo"), ("person.describe", "bo"),
    ]  # fmt: skip


def test_of_a_block_that_fails_nothing_is_told(ada, heard):
    with pytest.raises(RuntimeError, match="the disk is full"), at_the_end():  # noqa: PT012
        say(ada, "outcome.report")
        raise RuntimeError("the disk is full")
    assert heard == []
    assert not AuditEntry.objects.exists()
    say(ada, "outcome.fill")
    assert [reason for _ids, reason, _entries in heard] == ["outcome.fill"]
