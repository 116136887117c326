"""What the judge did, in a terminal: facts read, awards given, what counted less and why, and whom to become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Q

from badges_site.demo.company.stories import STORIES
from recognition.models import Award, Badge, Nomination, Outcome, Person, Reversal, Team, Thanks, Verification
from scoring.engine.discounts import DISCOUNTS
from scoring.judging.judgement import judge_persons
from scoring.patterns.discounted import discounted

Say = Callable[[str], None]
FACTS: tuple[tuple[str, type[Any]], ...] = (
    ("people", Person), ("teams", Team), ("outcomes", Outcome), ("verifications", Verification),
    ("reversals", Reversal), ("thanks", Thanks), ("nominations", Nomination),
)  # fmt: skip


def tell(say: Say, less: Mapping[str, int] | None = None) -> None:
    """`less`: how many facts count less, by reason, where that is known; else everybody is judged once more."""
    say("")
    say("What the judge read: " + ", ".join(f"{kind.objects.count():,} {noun}" for noun, kind in FACTS) + ".")
    _awards(say)
    _discounts(say, discounted([judge_persons(None).verdict]) if less is None else less)


def _awards(say: Say) -> None:
    standing = Q(awards__status=Award.Status.ACTIVE)
    badges = Badge.objects.filter(state=Badge.State.LIVE).annotate(
        holders=Count("awards", filter=standing),
        bronze=Count("awards", filter=standing & Q(awards__tier="bronze")),
        silver=Count("awards", filter=standing & Q(awards__tier="silver")),
        gold=Count("awards", filter=standing & Q(awards__tier="gold")),
        waiting=Count("awards", filter=Q(awards__status=Award.Status.PENDING)),
        lapsed=Count("awards", filter=Q(awards__status=Award.Status.LAPSED)),
    )
    people = Person.objects.active().human()
    earned = Award.objects.filter(status=Award.Status.ACTIVE).exclude(badge__category=Badge.Category.SERVICE)
    holders = people.filter(pk__in=earned.values("person"))
    say("")
    say(
        f"What it awarded: {holders.count():,} of {people.count():,} people (without bots and people who left) hold "
        "a badge that they earned by more than years of service."
    )
    say(f"  {'badge':<22} {'holders':>7} {'bronze':>7} {'silver':>7} {'gold':>7} {'waiting':>8} {'lapsed':>7}")
    nobody = []
    for badge in badges.order_by("-holders", "name"):
        if not (badge.holders or badge.waiting or badge.lapsed):
            nobody.append(badge.name)
            continue
        row = (badge.holders, badge.bronze, badge.silver, badge.gold)
        held = " ".join(f"{n or '-':>7}" for n in row)
        say(f"  {badge.name:<22} {held} {badge.waiting or '-':>8} {badge.lapsed or '-':>7}")
    if nobody:
        say(f"  Not earned by anybody yet: {', '.join(nobody)}.")


def _discounts(say: Say, less: Mapping[str, int]) -> None:
    """Each reason once, with how many facts it is about; nobody is named."""
    if not less:
        return
    say("")
    say("What counted less than in full, or not at all, and why:")
    for code, number in Counter(less).most_common():
        say(f"  {number:>7,} {'fact ' if number == 1 else 'facts'}  {DISCOUNTS[code].sentence}")


def tell_cast(say: Say, address: str) -> None:
    """The people to become, where the invented company is in the database."""
    here = dict(Person.objects.filter(key__in=[story.key for story in STORIES]).values_list("key", "display_name"))
    if not here:
        return
    say("")
    say("People to look at, or to become:")
    for story in STORIES:
        if story.key in here:
            say(f"  {here[story.key]:<20} {story.line}")
            say(f"  {'':<20} {address}/people/{story.key}")
