"""What people of the invented company were told lately: their history is imported, and history is news to nobody.

The last two weeks are told after all, so that a bell shows what Home shows. What is older than some days was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import F
from django.utils import timezone

from recognition.actions import notifications
from recognition.models import Award, Contribution, Nomination, Notification, Outcome, Thanks, Verification
from recognition.queries.profiles import SHOWN_STATUSES

TOLD_DAYS = 14
READ_AFTER_DAYS = 5


def tell_the_news() -> int:
    """Words, awards and confirmations of the last two weeks, each of its own day. How many messages."""
    notifications.forget(older_than=timedelta())  # what old panels answered was said of today
    now = timezone.now()
    since = now - timedelta(days=TOLD_DAYS)
    messages = chain(_nominations(since), _thanks(since), _awards(since), _confirmations(since))
    told = notifications.tell(sorted((each for each in messages if each.at <= now), key=lambda each: each.at))
    old = Notification.objects.filter(at__lt=now - timedelta(days=READ_AFTER_DAYS), read_at__isnull=True)
    old.update(read_at=F("at") + timedelta(hours=9))
    return told


def _nominations(since: datetime) -> Iterator[Notification]:
    for said in Nomination.objects.filter(at__gte=since, withdrawn_at__isnull=True).select_related("first"):
        about = {
            "at": said.at, "by_id": said.nominator_id, "about_id": said.nominee_id, "badge_id": said.badge_id,
            "subject": said.key,
        }  # fmt: skip
        kind = "nominated" if said.first is None else "seconded_for_me"
        yield Notification(person_id=said.nominee_id, kind=kind, **about)
        if said.first is not None:
            yield Notification(person_id=said.first.nominator_id, kind="my_word_seconded", **about)


def _thanks(since: datetime) -> Iterator[Notification]:
    for given in Thanks.objects.filter(at__gte=since, withdrawn_at__isnull=True):
        yield Notification(
            person_id=given.receiver_id, kind="thanked", at=given.at, by_id=given.giver_id, subject=str(given.pk)
        )


def _awards(since: datetime) -> Iterator[Notification]:
    for award in Award.objects.filter(given_at__gte=since, status__in=SHOWN_STATUSES):
        yield Notification(
            person_id=award.person_id, kind="award_given", at=award.given_at, badge_id=award.badge_id,
            about_id=award.person_id, data={"tier": award.tier} if award.tier else {},
        )  # fmt: skip


def _confirmations(since: datetime) -> Iterator[Notification]:
    given = Verification.objects.filter(at__gte=since, withdrawn_at__isnull=True).select_related("outcome")
    shares = Contribution.objects.filter(outcome__in=given.values("outcome"))
    people: dict[int, list[int]] = {}
    for outcome, person in shares.order_by("id").values_list("outcome_id", "person_id"):
        people.setdefault(outcome, []).append(person)
    for word in given:
        yield from (_confirmation(word, word.outcome, person) for person in people.get(word.outcome_id, []))


def _confirmation(word: Verification, outcome: Outcome, person: int) -> Notification:
    return Notification(
        person_id=person, kind="outcome_verified", at=word.at, by_id=word.verifier_id,
        subject=f"{outcome.source}:{outcome.key}"[:200], data={"title": str(outcome)},
    )  # fmt: skip
