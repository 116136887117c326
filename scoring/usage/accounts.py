"""Whose usage it is: names that tools give to people, and the people of the directory.

A tool never makes a person. Whoever is not in the directory is kept as an account without one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils import timezone

from recognition.models import Person
from recognition.signals import facts_changed
from scoring.models import UsageAccount
from scoring.usage.batch_jobs import take_out
from scoring.usage.readings import Who
from scoring.usage.rows import as_parameter, json_table, moment, upsert

Name = tuple[str, str]  # (scheme, value)


class Account(NamedTuple):
    id: int
    person: int | None


def accounts_of(names: Iterable[Who]) -> dict[Who, Account]:
    """The account of each: that of its first name. One statement where all are known, four where some are new."""
    wanted = {who: who[0] for who in names}
    found = _find(set(wanted.values()))
    new = {who for who, first in wanted.items() if first not in found}
    if new:
        _create(new)
        found |= _find({wanted[who] for who in new})
    return {who: found[first] for who, first in wanted.items()}


def claim_accounts() -> int:
    """Give accounts without a person to people who came into the directory since. Returns how many."""
    waiting = list(UsageAccount.objects.filter(person=None))
    people = _people_named({(one.scheme, one.value) for one in waiting})
    claimed = [one for one in waiting if (one.scheme, one.value) in people]
    for one in claimed:
        one.person_id = people[one.scheme, one.value]
    with transaction.atomic():
        UsageAccount.objects.bulk_update(claimed, ["person"], batch_size=500)
        persons = {one.person_id for one in claimed if one.person_id is not None}
        take_out(persons)
        if persons:
            facts_changed.send(sender=UsageAccount, person_ids=persons, reason="usage.claimed")
    return len(claimed)


def _find(names: set[Name]) -> dict[Name, Account]:
    statement = (
        "SELECT account.scheme, account.value, account.id, account.person_id "  # noqa: S608  (our own names)
        f"FROM {json_table(UsageAccount, ['scheme', 'value'])} JOIN scoring_usageaccount account "
        "ON account.scheme = given.scheme AND account.value = given.value"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_parameter({"scheme": scheme, "value": value} for scheme, value in names)])
        return {(scheme, value): Account(id, person) for scheme, value, id, person in cursor.fetchall()}


def _create(names: set[Who]) -> None:
    people = _people_named({name for who in names for name in who})
    now = moment(timezone.now())
    rows = {}
    for who in sorted(names):
        person = next((people[name] for name in who if name in people), None)
        scheme, value = who[0]
        rows[who[0]] = {"scheme": scheme, "value": value, "person_id": person, "first_seen_at": now}
    upsert(UsageAccount, list(rows.values()), ("scheme", "value"), {})


def _people_named(names: set[Name]) -> dict[Name, int]:
    """E-mail addresses are compared without case; every other name must be a person's key."""
    emails = {value for scheme, value in names if scheme == "email"}
    keys = {value for scheme, value in names if scheme != "email"}
    found: dict[Name, int] = {}
    if emails:
        mails = Person.objects.annotate(mail=Lower("email")).filter(mail__in=emails).order_by()
        found |= {("email", mail): id for mail, id in mails.values_list("mail", "id")}
    if keys:
        by_key = dict(Person.objects.filter(key__in=keys).order_by().values_list(F("key"), F("id")))
        found |= {(scheme, value): by_key[value] for scheme, value in names if scheme != "email" and value in by_key}
    return found
