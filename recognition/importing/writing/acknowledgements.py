"""Acknowledgements: who verified an outcome, and whom its author thanks."""

from collections.abc import Iterator

from django.utils import timezone

from recognition.actions.circumstances import relation_of
from recognition.importing.known import in_batches
from recognition.importing.reading import Read
from recognition.importing.rows import VERIFIED, AcknowledgementRow
from recognition.importing.writing.bulk import insert
from recognition.importing.writing.context import Writing
from recognition.models import Contribution, Thanks, Verification


def write(read: Iterator[Read], to: Writing) -> None:
    """Both kinds; the same word of the same person about the same outcome is kept once."""
    for batch in in_batches(read):
        rows = [entry.row for entry in batch]
        ids = to.outcome_ids(row.outcome for row in rows)
        _write_verifications([row for row in rows if row.kind in VERIFIED], ids, to)
        _write_thanks([row for row in rows if row.kind not in VERIFIED], ids, to)


def _write_verifications(rows: list[AcknowledgementRow], ids: dict[str, int], to: Writing) -> None:
    stored = Verification.objects.filter(outcome_id__in={ids[row.outcome] for row in rows})
    seen = set(stored.values_list("outcome_id", "verifier_id", "kind"))
    columns = ("outcome_id", "verifier_id", "kind", "at", "note", "verifier_team_id", "withdrawn_at", "recorded_at")
    new, now = [], timezone.now()
    for row in rows:
        verifier = to.person_id[row.giver]
        same = (ids[row.outcome], verifier, row.kind)
        if same not in seen:
            seen.add(same)
            new.append((*same, row.at, "", to.teams.team_id(verifier, row.at.date()), None, now))
    insert(Verification, columns, new)
    _count("verifications", len(rows), len(new), to)
    touched = to.summary.person_ids
    touched.update(item[1] for item in new)
    parts = Contribution.objects.filter(outcome_id__in={item[0] for item in new})
    touched.update(parts.values_list("person_id", flat=True))


def _write_thanks(rows: list[AcknowledgementRow], ids: dict[str, int], to: Writing) -> None:
    stored = Thanks.objects.filter(outcome_id__in={ids[row.outcome] for row in rows})
    seen = set(stored.values_list("giver_id", "receiver_id", "kind", "outcome_id"))
    columns = (
        "giver_id", "receiver_id", "kind", "outcome_id", "text", "at", "giver_team_id", "receiver_team_id", "relation",
        "withdrawn_at", "recorded_at",
    )  # fmt: skip
    new, now = [], timezone.now()
    for row in rows:
        giver, receiver, day = to.person_id[row.giver], to.person_id[row.receiver], row.at.date()
        same = (giver, receiver, row.kind, ids[row.outcome])
        if same not in seen:
            seen.add(same)
            teams = (to.teams.team_id(giver, day), to.teams.team_id(receiver, day))
            relation = relation_of(giver, to.manager_of[giver], receiver, to.manager_of[receiver])
            new.append((*same, "", row.at, *teams, relation, None, now))
    insert(Thanks, columns, new)
    _count("thanks", len(rows), len(new), to)
    to.summary.person_ids |= {person for giver, receiver, *_rest in new for person in (giver, receiver)}


def _count(noun: str, all_of_them: int, new: int, to: Writing) -> None:
    counts = to.summary.of(noun)
    counts.new += new
    counts.unchanged += all_of_them - new
