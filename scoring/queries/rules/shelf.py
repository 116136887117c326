"""Badges with the state of their rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from recognition.models import Badge, Person
from recognition.queries.badge_words import about
from recognition.queries.searched import words_of
from scoring import permissions
from scoring.models import PublishRequest, RuleVersion, Shadow
from scoring.queries.rules.versions import Wording

State = RuleVersion.State


@dataclass(frozen=True)
class Shelved:
    """One badge: what is in force, what is being written, tried and waited for."""

    badge: Badge
    live: RuleVersion | None
    draft: RuleVersion | None
    trial: Shadow | None
    waiting: PublishRequest | None
    sentences: tuple[str, ...]  # of the rule in force


def shelf(reader: Person, *, text: str = "", state: str = "") -> QuerySet[Badge]:
    """Badges that can be earned or are being made, by name; no statement yet, beside the reader's roles.

    `text` is sought in the words as stored and as the reader sees them: one statement more.
    """
    badges = permissions.rules_read_by(reader).exclude(state=Badge.State.RETIRED).order_by("name")
    words = words_of(text)
    if words:
        found = [badge.pk for badge in badges if all(word in f"{about(badge)}\n{badge.slug}" for word in words)]
        badges = badges.filter(pk__in=found)
    versions = RuleVersion.objects.filter(badge=OuterRef("pk"))
    is_live = Exists(versions.filter(state=State.LIVE))
    conditions = {
        "live": is_live,
        "draft": Exists(versions.filter(state=State.DRAFT)),
        "trial": Exists(Shadow.objects.filter(badge=OuterRef("pk"), stopped_at=None)),
        "waiting": Exists(
            PublishRequest.objects.filter(version__badge=OuterRef("pk"), state=PublishRequest.State.WAITING)
        ),
        "none": ~is_live,
    }
    return badges.filter(conditions[state]) if state in conditions else badges


def shelved(badges: Iterable[Badge]) -> list[Shelved]:
    """In their order. Four statements."""
    badges = list(badges)
    live, draft = dict[int, RuleVersion](), dict[int, RuleVersion]()
    for version in RuleVersion.objects.filter(badge__in=badges, state__in=(State.LIVE, State.DRAFT)).order_by("number"):
        (live if version.state == State.LIVE else draft)[version.badge_id] = version
    trials = {trial.badge_id: trial for trial in Shadow.objects.filter(badge__in=badges, stopped_at=None)}
    requests = PublishRequest.objects.filter(version__badge__in=badges, state=PublishRequest.State.WAITING)
    waiting = {asked.version.badge_id: asked for asked in requests.select_related("version").order_by("asked_at")}
    wording = Wording.now()
    return [
        Shelved(
            badge=badge,
            live=live.get(badge.pk),
            draft=draft.get(badge.pk),
            trial=trials.get(badge.pk),
            waiting=waiting.get(badge.pk),
            sentences=tuple(wording.of(live[badge.pk])) if badge.pk in live else (),
        )
        for badge in badges
    ]


def waiting_for_a_second_person(reader: Person) -> QuerySet[PublishRequest]:
    """Requests that are open, the oldest first; no statement yet, beside the reader's roles."""
    waiting = PublishRequest.objects.filter(
        state=PublishRequest.State.WAITING, version__badge__in=permissions.rules_read_by(reader)
    )
    return waiting.select_related("version__badge", "asked_by").order_by("asked_at", "pk")
