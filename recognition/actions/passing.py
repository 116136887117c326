"""Outcomes that a person leaves to others: pass on, and take back on the own list.

No audit: that somebody cannot say anything about an outcome says nothing about it.
"""

from django.db import transaction

from recognition.actions.actors import By, require_person
from recognition.models import Outcome, PassedOutcome


@transaction.atomic
def pass_on(*, by: By, outcome: Outcome) -> None:
    """It leaves the person's list of what waits, and nobody else's."""
    PassedOutcome.objects.get_or_create(person=require_person(by), outcome=outcome)


@transaction.atomic
def take_up(*, by: By, outcome: Outcome) -> None:
    """Back on the list."""
    PassedOutcome.objects.filter(person=require_person(by), outcome=outcome).delete()
