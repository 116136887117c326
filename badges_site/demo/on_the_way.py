"""What is on its way in the invented company on the day one looks at it, so that every desk has something on it.

Each step is one of the actions that a person takes on a page; what they refuse stops the building.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import yaml
from django.utils import timezone

from recognition.actions import bulk_awards, following
from recognition.models import Award, Badge, Person, Team
from scoring.actions import appeals, publishing, random_audit, shadows, snoozes
from scoring.judging.recalculation import recalculate_queued
from scoring.models import AuditSample, QueuedPerson, RuleVersion
from scoring.patterns.random_audit import draw
from scoring.permissions import may_judge_sample

ADMIN, REVIEWER = "ruth.adeyemi", "leilani.kahale"
# Somebody of the ring who asks to be looked at; Marco, whom one visits first, is left to the visitor.
ASKS_TO_LOOK_AGAIN = "bianca.rusu"
WELL_KNOWN_GIVER = "kofi.mensah"
AUDITED_WEEKS = 6
FOLLOWED = {
    "noor.van.den.berg": ("platform", "legal", "content"),
    "ingrid.solheim": ("content",),
    "tariq.haddad": ("platform",),
    REVIEWER: ("people-partners",),
}
NIGHT_SHIFT_TEAM, NIGHT_SHIFT_BADGE, NIGHT_SHIFT = "reliability", "calm-in-the-storm", 4


def leave_on_the_way() -> None:
    """Rules on trial and waiting for a second person, awards of a lot, a snooze, an appeal, a bulk award."""
    _rules()
    _random_audit()
    _casework()
    _bulk_award()
    for key, teams in FOLLOWED.items():
        for team in Team.objects.filter(key__in=teams):
            following.follow(by=_person(key), team=team)
    # By the draft on trial, and whom the snooze touches. Those named are judged first, then their neighbours.
    while QueuedPerson.objects.exists():
        recalculate_queued()


def _rules() -> None:
    admin = _person(ADMIN)
    publishing.ask(
        by=admin,
        text=_changed("bridge-builder", teams=4),
        note="Three teams are one large project. A bridge that many lean on should be seen from four.",
    )
    shadows.start(by=admin, text=_changed("sharp-eye", at_least=2))


def _changed(badge: str, **parameters: Any) -> str:
    """The live rule of the badge with other numbers for what colleagues say."""
    document = yaml.safe_load(RuleVersion.objects.get(badge__slug=badge, state=RuleVersion.State.LIVE).source_text)
    document["criteria"]["peer_support"] |= parameters
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def _random_audit() -> None:
    """A lot was drawn each week; the reviewer has read all but the last two."""
    today, reviewer = timezone.localdate(), _person(REVIEWER)
    for weeks_ago in range(AUDITED_WEEKS, 0, -1):
        draw(today - timedelta(days=7 * weeks_ago))
    drawn = AuditSample.objects.select_related("award__person", "award__badge").order_by("week", "id")
    for sample in list(drawn)[:-2]:
        if may_judge_sample(reviewer, sample):
            random_audit.judge(
                by=reviewer, sample=sample, verdict="sound",
                reason="I read all that was said and opened the work behind it. People of several teams saw it.",
            )  # fmt: skip


def _casework() -> None:
    reviewer = _person(REVIEWER)
    snoozes.begin(
        by=reviewer, person=_person(WELL_KNOWN_GIVER), code="N09", until=timezone.now() + timedelta(days=90),
        reason="He thanks everybody who answers the mailing list. I read fifty of his notes; each is about something.",
    )  # fmt: skip
    appeals.file(
        by=_person(ASKS_TO_LOOK_AGAIN), against="discount", code="N02",
        reason="The five of us carry the same ports account and really do see each other's work every week. "
        "Please look at the Constanța tender: the customer thanked us by name.",
    )  # fmt: skip


def _bulk_award() -> None:
    """Asked for by one admin, in the hands of the other."""
    admin, badge = _person(ADMIN), Badge.objects.get(slug=NIGHT_SHIFT_BADGE)
    holders = Award.objects.filter(badge=badge).values("person")
    people = Person.objects.active().human().filter(team__key=NIGHT_SHIFT_TEAM).exclude(pk__in=holders)
    bulk_awards.ask(
        by=admin,
        badge=badge,
        people=list(people.order_by("key")[:NIGHT_SHIFT]),
        reason="They kept three terminals open through the November storm, hour by hour, until the lines were back.",
    )


def _person(key: str) -> Person:
    return Person.objects.get(key=key)
