"""Thanks in words that belong to no outcome. The files of facts have no place for them, so they are written here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from badges_site.demo.company.model import Company
from badges_site.demo.state import DEMO
from recognition.actions import audit
from recognition.actions.circumstances import relation_of
from recognition.importing.teams_of_day import TeamsOfDay
from recognition.models import Person, Thanks
from recognition.signals import facts_changed

ROWS_AT_ONCE = 1_000


@transaction.atomic
def write_thanks(company: Company) -> int:
    """All of them in one transaction, with one entry in the audit. Returns how many."""
    people = {key: (pk, manager) for key, pk, manager in Person.objects.values_list("key", "pk", "manager_id")}
    teams = TeamsOfDay()
    thanks = []
    for row in sorted(company.thanks, key=lambda row: str(row["at"])):
        at = datetime.fromisoformat(row["at"])
        (giver, giver_manager), (receiver, receiver_manager) = people[row["from"]], people[row["to"]]
        thanks.append(
            Thanks(
                giver_id=giver,
                receiver_id=receiver,
                kind=row["kind"],
                text=row["text"],
                at=at,
                giver_team_id=teams.team_id(giver, at.date()),
                receiver_team_id=teams.team_id(receiver, at.date()),
                relation=relation_of(giver, giver_manager, receiver, receiver_manager),
            )
        )
    Thanks.objects.bulk_create(thanks, batch_size=ROWS_AT_ONCE)
    audit.record(
        by=DEMO, verb="thanks.give_many", object_kind="demo", object_key="company", data={"thanks": len(thanks)}
    )
    persons = {row.giver_id for row in thanks} | {row.receiver_id for row in thanks}
    facts_changed.send(sender=Thanks, person_ids=persons, reason="thanks.give_many")
    return len(thanks)
