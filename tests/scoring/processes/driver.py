"""What the tests with real processes do to their scratch database: `python -m tests.scoring.processes.driver VERB`."""

import json
import sys

import django

PER_TEAM = 20
REASON = "They took the time to help us through the move."


def build(number: int) -> None:
    """So many people; each has the words of two people of other teams, and all wait to be judged."""
    from django.utils import timezone

    from recognition.models import Badge, Nomination, Person, Team
    from scoring.queue import enqueue_everybody
    from tests.scoring.rules_for_tests import enforce_small_rules

    root = Team.objects.create(key="company", name="Company")
    teams = Team.objects.bulk_create(
        Team(key=f"t{n}", name=f"Team {n}", parent=root) for n in range(max(3, number // PER_TEAM))
    )
    people = Person.objects.bulk_create(
        Person(key=f"p{n}", display_name=f"Person {n}", team=teams[n % len(teams)]) for n in range(number)
    )
    enforce_small_rules(people[0], people[1])
    badge, now = Badge.objects.get(slug="mentor"), timezone.now()
    Nomination.objects.bulk_create(
        Nomination(
            key=f"n{n}-{step}", badge=badge, nominator=people[(n + step) % number], nominee=people[n], reason=REASON,
            at=now, quarter=now.year * 4, nominator_team=people[(n + step) % number].team,
        )
        for n in range(number)
        for step in (1, 2)
    )  # fmt: skip
    enqueue_everybody("import")


def nominate(number: int) -> None:
    """The first person speaks for so many others, through the door that pages use."""
    from recognition.actions import nominations
    from recognition.models import Badge, Person

    giver = Person.objects.get(key="p0")
    badge = Badge.objects.get(slug="both")
    for n in range(1, number + 1):
        nominations.submit(by=giver, nominee=Person.objects.get(key=f"p{n}"), badge=badge, reason=REASON)


def ring(number: int) -> None:
    """Ring the bell so many times, as that many facts do."""
    from scoring.queue import nudge

    for _ in range(number):
        nudge()


def state() -> None:
    """What is stored, compared with a run from scratch; as JSON."""
    from django.db.models import Count

    from recognition.actions.audit import first_break
    from recognition.models import Award, AwardChange
    from scoring.judging.reconciliation import compare
    from scoring.models import Decision, QueuedPerson

    report = compare()
    twice = AwardChange.objects.filter(from_status="").values("award").annotate(n=Count("id")).filter(n__gt=1)
    print(
        json.dumps(
            {
                "queued": QueuedPerson.objects.count(),
                "waiting": report.waiting,
                "differences": len(report.decisions) + len(report.steps),
                "decisions": Decision.objects.filter(superseded_at=None).count(),
                "awards": Award.objects.filter(badge__slug="mentor", status="active").count(),
                "changes": AwardChange.objects.filter(award__badge__slug="mentor").count(),
                "given_twice": twice.count(),
                "audit_broken": first_break() is not None,
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    verb, *numbers = sys.argv[1:]
    {"build": build, "nominate": nominate, "ring": ring, "state": state}[verb](*map(int, numbers))
