"""When something happened: a message in the outbox for every endpoint that wants it, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from recognition.actions import outbox
from recognition.actions.notifications import is_news
from recognition.endpoints.events import TEST
from recognition.endpoints.facts import Fact, of_an_award, of_nomination, of_thanks
from recognition.models import Award, AwardChange, Endpoint, Nomination, OutboxMessage, Team, Thanks, Tier
from recognition.queries.profiles import SHOWN_STATUSES
from recognition.queries.teams import with_teams_below
from recognition.signals import awards_changed, words_said

AT_ONCE = 1000
# Told to programs that keep a copy; to people in a channel it is no news.
BACK_AGAIN = ("award.accept", "award.restore")
LAPSED_OR_REVOKED = (Award.Status.LAPSED, Award.Status.REVOKED)


@receiver(awards_changed, dispatch_uid="tell_endpoints_of_awards")
def tell_of_awards(sender: type[Award], award_ids: Sequence[int], reason: str, **more: Any) -> None:
    """One statement where there is no endpoint, else five for every thousand awards."""
    endpoints = _listening()
    for first in range(0, len(award_ids) if endpoints else 0, AT_ONCE):
        ids = award_ids[first : first + AT_ONCE]
        awards = Award.objects.select_related("badge", "person__team", "person__preferences").in_bulk(ids)
        changes = AwardChange.objects.filter(award__in=ids).order_by("at", "id")
        last = {change.award_id: change for change in changes}
        wanting = [one for one in endpoints if reason not in BACK_AGAIN or one.kind == Endpoint.Kind.WEBHOOK]
        outbox.put_many(
            message
            for pk, change in last.items()
            if (event := event_of(change)) and is_news(change.at) and _recent(awards[pk], event)
            for message in _messages(wanting, event, pk, str(change.pk), of_an_award(event, awards[pk]))
        )


@receiver(words_said, dispatch_uid="tell_endpoints_of_words")
def tell_of_words(sender: type[Nomination] | type[Thanks], fact: Nomination | Thanks, **more: Any) -> None:
    endpoints = _listening()
    if not endpoints or not is_news(fact.at):
        return
    if isinstance(fact, Nomination):
        event, told = "nomination.made", of_nomination(fact)
    else:
        event, told = "thanks.given", of_thanks(fact)
    outbox.put_many(_messages(endpoints, event, fact.pk, "", told))


def test_message(endpoint: Endpoint) -> OutboxMessage:
    """What the button sends; not saved yet."""
    now = timezone.now()
    return _message(endpoint, TEST, 0, f"{now:%Y%m%d%H%M%S%f}", Fact({}, "", now))


def event_of(change: AwardChange) -> str:
    """Empty for a step that nobody outside is told of: waiting, under review, looked at again."""
    was, is_now = change.from_status in SHOWN_STATUSES, change.to_status in SHOWN_STATUSES
    if not was and change.to_status == Award.Status.ACTIVE:
        return "award.given"
    if was and change.to_status in LAPSED_OR_REVOKED:
        return "award.ended"
    before, after = _height(change.from_tier), _height(change.to_tier)
    if was and is_now and before != after:
        return "award.raised" if after > before else "award.lowered"
    return ""


def _recent(award: Award, event: str) -> bool:
    """A badge that history gives, with the day on which it was earned, is no news."""
    return event != "award.given" or is_news(award.given_at)


def _listening() -> list[Endpoint]:
    return list(Endpoint.objects.filter(off=""))


def _messages(
    endpoints: Sequence[Endpoint], event: str, pk: int, step: str, told: Fact | None
) -> Iterator[OutboxMessage]:
    if told is None:
        return
    for endpoint in endpoints:
        if event in endpoint.events and _concerns(endpoint, told):
            yield _message(endpoint, event, pk, step, told)


def _concerns(endpoint: Endpoint, told: Fact) -> bool:
    if endpoint.badge_id is not None and endpoint.badge_id != told.badge:
        return False
    return endpoint.team_id is None or told.team in _teams_of(endpoint)


def _teams_of(endpoint: Endpoint) -> frozenset[int]:
    """The endpoint's team and all below it; asked once for each endpoint that was read."""
    known: frozenset[int] | None = getattr(endpoint, "_teams", None)
    if known is None:
        below = Team.objects.filter(pk__in=with_teams_below([endpoint.team_id or 0])).order_by()
        known = frozenset(below.values_list("pk", flat=True))
        endpoint._teams = known  # type: ignore[attr-defined]
    return known


def _message(endpoint: Endpoint, event: str, pk: int, step: str, told: Fact) -> OutboxMessage:
    channel = OutboxMessage.Channel.WEBHOOK if endpoint.kind == Endpoint.Kind.WEBHOOK else OutboxMessage.Channel.CHAT
    return OutboxMessage(
        channel=channel, destination=endpoint.destination, kind=event, person=told.about,
        payload={"endpoint": endpoint.pk, "fact": pk, "at": timezone.now().isoformat()},
        dedup_key=f"{endpoint.destination}:{event}:{pk}:{step}",
    )  # fmt: skip


def _height(tier: str) -> int:
    return Tier.values.index(tier) if tier in Tier.values else -1
