"""A company of 100,000 people with ten badges each, written straight into PostgreSQL; kept for the next run.

Everybody is invented. What pages read is there in the sizes of a company some years into its program: a million
awards, nominations and decisions, thanks, outcomes with confirmations, cases with findings, appeals, an audit log.
"""

from __future__ import annotations

from django.db import transaction

from recognition.models import Award, Badge, Person, RoleGrant, User
from scoring.actions.catalogue import install_starter
from scoring.bench.pages.directory import write_directory
from scoring.bench.pages.draws import FIRST
from scoring.bench.pages.judged import write_judgement
from scoring.bench.pages.said import write_recognition
from scoring.bench.pages.tables import fill, run
from scoring.models import QueuedPerson

MORE_BADGES = 6  # beside the starter catalogue: 25 together
ROLES = ("employee", "steward", "reviewer", "admin", "auditor")


def is_there(people: int) -> bool:
    """Whether this database holds a company of this size already."""
    return Person.objects.filter(pk__gt=FIRST).count() == people and Award.objects.exists()


def build(people: int) -> None:
    """In a database without people. About two minutes for 100,000."""
    with transaction.atomic():
        _catalogue()
    with transaction.atomic():
        run("SET LOCAL synchronous_commit = off")
        run("SELECT setseed(0.42)")
        run("SET LOCAL session_replication_role = replica")  # references are right by construction: not looked up
        write_directory(people)
        _visitors(people)
        write_recognition(people)
        run("ANALYZE")
        write_judgement(people)
    run("VACUUM ANALYZE")  # as the database does by itself in the course of a day


def _catalogue() -> None:
    admins = [Person.objects.create(key=f"founder-{n}", display_name=f"Founder {n}") for n in (1, 2)]
    RoleGrant.objects.bulk_create(RoleGrant(person=admin, role="admin") for admin in admins)
    install_starter(by=admins[0], approved_by=admins[1])
    for n in range(MORE_BADGES):
        Badge.objects.create(
            slug=f"given-by-hand-{n}", name=f"Given by hand {n}", purpose="People give it, no rule does.", state="live"
        )
    QueuedPerson.objects.all().delete()


def _visitors(people: int) -> None:
    """Who looks at the pages: person n has role n of ROLES. The first is an employee who holds every badge."""
    badges = list(Badge.objects.order_by("id"))
    for n, role in enumerate(ROLES, start=1):
        person = Person.objects.get(pk=FIRST + n)
        User.objects.create(username=person.key, person=person, password="!")  # noqa: S106 - no password opens it
        if role == "steward":
            RoleGrant.objects.bulk_create(RoleGrant(person=person, role=role, badge=badge) for badge in badges)
        elif role != "employee":
            RoleGrant.objects.create(person=person, role=role)
    fill(RoleGrant, f"generate_series(1, {people // 200}) AS n",
         {"person_id": f"{FIRST} + n * 200", "role": "'verifier'", "area": "'area-' || n % 40"})  # fmt: skip
