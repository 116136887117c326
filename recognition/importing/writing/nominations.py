"""Nominations, with what they point to and which earlier one they second."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from recognition.actions.circumstances import quarter_of, relation_of
from recognition.actions.nominations import QUARTERS_OPEN_FOR_SECONDS
from recognition.importing.known import in_batches
from recognition.importing.problems import Place
from recognition.importing.reading import Read
from recognition.importing.rows import NominationRow
from recognition.importing.writing.context import Writing, first_of_each
from recognition.models import Badge, Contribution, Nomination

Voice = tuple[int, int, int, int]  # badge, nominee, nominator, quarter


def write(read: Iterator[Read], to: Writing) -> None:
    badges = dict(Badge.objects.values_list("slug", "pk"))
    done: set[str] = set()
    groups: set[tuple[int, int]] = set()
    counts = to.summary.of("nominations")
    for batch in in_batches(read):
        first = first_of_each(batch, done)
        stored = {item.key: item for item in Nomination.objects.filter(key__in=[entry.row.id for entry in first])}
        new = [(e.place, _built(e.row, badges, to)) for e in first if e.row.id not in stored]
        _refuse_second_voices(new, to)
        _refuse_bots(new, to)
        if to.problems.count:
            continue  # the constraints would refuse them, less kindly
        Nomination.objects.bulk_create([item for _place, item in new], batch_size=1000)
        _link_outcomes(new, {e.row.id: e.row for e in first}, to)
        updated = _compare([e for e in first if e.row.id in stored], stored, badges, to)
        counts.new += len(new)
        counts.updated += updated
        counts.unchanged += len(batch) - len(new) - updated
        groups |= {(item.badge_id, item.nominee_id) for _place, item in new}
        to.summary.person_ids |= {p for _place, item in new for p in (item.nominator_id, item.nominee_id)}
    _join(groups)


def _built(row: NominationRow, badges: dict[str, int], to: Writing) -> Nomination:
    giver, receiver, day = to.person_id[row.giver], to.person_id[row.receiver], row.at.date()
    return Nomination(
        key=row.id, badge_id=badges[row.badge], nominator_id=giver, nominee_id=receiver, reason=row.reason, at=row.at,
        quarter=quarter_of(row.at), withdrawn_at=row.withdrawn_at,
        nominator_team_id=to.teams.team_id(giver, day), nominee_team_id=to.teams.team_id(receiver, day),
        relation=relation_of(giver, to.manager_of[giver], receiver, to.manager_of[receiver]),
    )  # fmt: skip


def _voice(item: Nomination) -> Voice:
    return (item.badge_id, item.nominee_id, item.nominator_id, item.quarter)


def _refuse_second_voices(new: list[tuple[Place, Nomination]], to: Writing) -> None:
    givers = {item.nominator_id for _place, item in new}
    said: dict[Voice, str] = {
        _voice(item): item.key for item in Nomination.objects.filter(nominator_id__in=givers, withdrawn_at__isnull=True)
    }
    for place, item in new:
        if item.withdrawn_at is None and said.setdefault(_voice(item), item.key) != item.key:
            to.problems.add(
                place,
                _("%(nomination)s already says this of the same person in this quarter")
                % {"nomination": said[_voice(item)]},
            )


def _refuse_bots(new: list[tuple[Place, Nomination]], to: Writing) -> None:
    for place, item in new:
        if to.automated & {item.nominator_id, item.nominee_id}:
            to.problems.add(place, _("a bot can neither give nor receive a nomination"))


def _link_outcomes(new: list[tuple[Place, Nomination]], rows: dict[str, NominationRow], to: Writing) -> None:
    ids = to.outcome_ids(key for _place, item in new for key in rows[item.key].outcomes)
    theirs = set(Contribution.objects.filter(outcome_id__in=ids.values()).values_list("outcome_id", "person_id"))
    links = []
    for place, item in new:
        for key in dict.fromkeys(rows[item.key].outcomes):
            if (ids[key], item.nominee_id) not in theirs:
                to.problems.add(
                    place,
                    _("outcome %(key)s is not one that %(receiver)s shares in")
                    % {"key": key, "receiver": rows[item.key].receiver},
                )
            links.append(Nomination.outcomes.through(nomination_id=item.pk, outcome_id=ids[key]))
    Nomination.outcomes.through.objects.bulk_create(links, batch_size=2000)


def _compare(batch: list[Read], stored: dict[str, Nomination], badges: dict[str, int], to: Writing) -> int:
    """A withdrawal that came later is taken over; anything else that differs is a problem."""
    withdrawn = []
    for place, row in batch:
        item, told = stored[row.id], _built(row, badges, to)
        if (_voice(item), item.reason, item.at) != (_voice(told), told.reason, told.at):
            to.problems.add(
                place, _("nomination %(id)s is already known with other content: facts do not change") % {"id": row.id}
            )
        elif item.withdrawn_at is None and told.withdrawn_at is not None:
            item.withdrawn_at = told.withdrawn_at
            withdrawn.append(item)
    Nomination.objects.bulk_update(withdrawn, ["withdrawn_at"], batch_size=1000)
    to.summary.person_ids |= {p for item in withdrawn for p in (item.nominator_id, item.nominee_id)}
    return len(withdrawn)


def _join(groups: set[tuple[int, int]]) -> None:
    """Set `first` as `actions.nominations.submit` would have done on each day."""
    by_group: dict[tuple[int, int], list[Nomination]] = defaultdict(list)
    for batch in in_batches(sorted({nominee for _badge, nominee in groups})):
        standing = Nomination.objects.filter(nominee_id__in=batch, withdrawn_at__isnull=True).order_by("at", "id")
        for item in standing:
            if (item.badge_id, item.nominee_id) in groups:
                by_group[item.badge_id, item.nominee_id].append(item)
    joined = []
    for items in by_group.values():
        for place, item in enumerate(items):
            oldest = item.quarter - QUARTERS_OPEN_FOR_SECONDS
            earlier = next(
                (e for e in items[:place] if e.quarter > oldest and e.nominator_id != item.nominator_id), None
            )
            if item.first_id is None and earlier is not None:
                item.first_id = earlier.first_id or earlier.pk
                joined.append(item)
    Nomination.objects.bulk_update(joined, ["first"], batch_size=1000)
