"""What was taken back, by what, and the one root that a change, its revert and its return share."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from recognition.importing.known import in_batches
from recognition.importing.problems import Place
from recognition.importing.rows import OutcomeRow
from recognition.importing.writing.context import Writing
from recognition.models import Contribution, Outcome, Reversal, Verification


@dataclass
class Taken:
    at: datetime
    by: str | None
    told_by_itself: bool


@dataclass
class Reversals:
    to: Writing
    taken: dict[str, Taken] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The roots of what was taken back: as the files give them, or as the database has them, or its own id."""
        reverts = self.to.known.reverts
        tops = {reverts.depth_and_root(key)[1] for key in reverts.of}
        for batch in in_batches(tops):
            self.roots |= {key: root for key, root in self.to.outcomes(batch).values_list("key", "root") if root}
        self.roots |= {key: self.to.known.given_roots[key] for key in tops if key in self.to.known.given_roots}
        self._reverted = set(reverts.of.values())

    def root_of(self, row: OutcomeRow) -> str:
        if row.id not in self.to.known.reverts.of and row.id not in self._reverted:
            return row.root or ""
        top = self.to.known.reverts.depth_and_root(row.id)[1]
        return self.roots.get(top, top)

    def kind_of(self, row: OutcomeRow) -> str:
        """A revert is no merit of its own. The revert of a revert brings the change back, and is one again."""
        depth, _top = self.to.known.reverts.depth_and_root(row.id)
        taken_back = row.kind == "change_merged" and depth % 2 == 1
        return Outcome.Kind.CHANGE_REVERTED if taken_back else row.kind

    def note(self, row: OutcomeRow) -> None:
        """What the taken-back row says of itself goes before what others say of it; of those, the earliest."""
        if row.reverted_at is not None:
            self.taken[row.id] = Taken(row.reverted_at, row.reverted_by, told_by_itself=True)
        if row.reverts is not None:
            other = self.taken.get(row.reverts)
            if other is None or (not other.told_by_itself and (row.at, row.id) < (other.at, other.by or "")):
                self.taken[row.reverts] = Taken(row.at, row.id, told_by_itself=False)

    def write(self) -> None:
        to = self.to
        ids = to.outcome_ids({*self.taken, *(taken.by for taken in self.taken.values() if taken.by)})
        counts = to.summary.of("reversals")
        for batch in in_batches(sorted(self.taken)):
            stored = {
                reversal.outcome_id: reversal
                for reversal in Reversal.objects.filter(outcome_id__in=[ids[key] for key in batch])
            }
            new = []
            for key in batch:
                taken = self.taken[key]
                by = ids[taken.by] if taken.by else None
                known = stored.get(ids[key])
                if known is None:
                    new.append(Reversal(outcome_id=ids[key], at=taken.at, by_outcome_id=by))
                elif (known.at, known.by_outcome_id) == (taken.at, by):
                    counts.unchanged += 1
                else:
                    place = Place("outcomes.jsonl", 0)
                    to.problems.add(
                        place, _("outcome %(key)s was already taken back otherwise: facts do not change") % {"key": key}
                    )
            Reversal.objects.bulk_create(new, batch_size=1000)
            counts.new += len(new)
            self._fill_roots({key: ids[key] for key in batch})
            self._touch([reversal.outcome_id for reversal in new])

    def _fill_roots(self, ids: dict[str, int]) -> None:
        """Outcomes taken back that are in the database only and had no root."""
        rootless = list(Outcome.objects.filter(pk__in=ids.values(), root=""))
        for outcome in rootless:
            outcome.root = self.roots.get(outcome.key, outcome.key)
        Outcome.objects.bulk_update(rootless, ["root"], batch_size=1000)

    def _touch(self, outcome_ids: list[int]) -> None:
        touched = self.to.summary.person_ids
        touched.update(Contribution.objects.filter(outcome_id__in=outcome_ids).values_list("person_id", flat=True))
        touched.update(Verification.objects.filter(outcome_id__in=outcome_ids).values_list("verifier_id", flat=True))
