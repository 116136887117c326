"""Nominations: submit and withdraw."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recognition import permissions
from recognition.actions import notifications
from recognition.actions.actors import By, require_person
from recognition.actions.announce import announce
from recognition.actions.circumstances import moment, quarter_of, relation_between, team_id_on
from recognition.actions.refusals import refusal, refuse_together, require
from recognition.actions.sentences import require_sentence
from recognition.actions.two_people import Words, require_two_people
from recognition.models import Badge, Nomination, Notification, Outcome, Person
from recognition.signals import words_said

# Protects the database from a script, not attention: the formula already shares a giver's attention, and
# an honest maintainer who speaks for fifty people a quarter is far below it.
MOST_PER_QUARTER = 200
# A nomination joins an earlier one of this quarter or the three before it.
QUARTERS_OPEN_FOR_SECONDS = 4
# Messages that a nomination sends.
TOLD = ("nominated", "seconded_for_me", "my_word_seconded")
WORDS = Words(
    field="nominee",
    giver_is_not_here=gettext_lazy("Only people who work here can nominate."),
    oneself=gettext_lazy("You cannot nominate yourself: ask a colleague who saw it."),
    automated=gettext_lazy("A bot cannot receive a badge."),
)


@transaction.atomic
def submit(
    *,
    by: By,
    nominee: Person,
    badge: Badge,
    reason: str,
    outcomes: Collection[Outcome] = (),
    at: datetime | None = None,
) -> Nomination:
    """Say that somebody earned a badge. Joins an earlier standing nomination as a second, if there is one."""
    nominator = require_person(by)
    when = moment(at)
    nomination = Nomination(
        key=f"n-{secrets.token_hex(8)}",
        badge=badge,
        nominator=nominator,
        nominee=nominee,
        reason=reason.strip(),
        at=when,
        quarter=quarter_of(when),
        nominator_team_id=team_id_on(nominator, when.date()),
        nominee_team_id=team_id_on(nominee, when.date()),
        relation=relation_between(nominator, nominee),
    )
    refuse_together(
        lambda: require_two_people(nominator, nominee, when, WORDS),
        lambda: _check_badge(badge),
        lambda: _check_outcomes(outcomes, nominee),
        lambda: _check_words(nomination),
        lambda: _check_not_said_before(nomination),
    )
    nomination.first = _joined_by(nomination)
    _insert(nomination)
    nomination.outcomes.set(outcomes)
    _tell(nomination)
    announce(
        nomination, by=by, verb="nomination.submit", key=nomination.key, person_ids={nominator.pk, nominee.pk},
        data={
            "nominee": nominee.key, "badge": badge.slug, "at": when,
            "second_of": nomination.first.key if nomination.first else None,
            "outcomes": [f"{outcome.source}:{outcome.key}" for outcome in outcomes],
        },
    )  # fmt: skip
    return nomination


@transaction.atomic
def withdraw(*, by: By, nomination: Nomination) -> Nomination:
    """Take an own nomination back: it stays in history and counts nothing from now on."""
    person = require_person(by)
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if nomination.withdrawn_at is not None:
        raise refusal(_("This nomination was already withdrawn."), code="already_withdrawn")
    require(permissions.may_withdraw_nomination(person, nomination), _("Only who wrote a nomination can withdraw it."))
    nomination.withdrawn_at = max(timezone.now(), nomination.at)
    nomination.save(update_fields=["withdrawn_at"])
    notifications.take_back(kinds=TOLD, subject=nomination.key)
    announce(
        nomination, by=by, verb="nomination.withdraw", key=nomination.key, data={},
        person_ids={nomination.nominator_id, nomination.nominee_id},
    )  # fmt: skip
    return nomination


def _check_words(nomination: Nomination) -> None:
    nomination.clean_fields(exclude={"badge", "nominator", "nominee", "nominator_team", "nominee_team", "first"})
    require_sentence(nomination.reason, field="reason")


def _check_badge(badge: Badge) -> None:
    if badge.state != Badge.State.LIVE:
        raise refusal(_("This badge cannot be earned now: choose a live one."), code="not_live", field="badge")
    if not badge.nominable:
        raise refusal(
            _("This badge is not given by nomination: its page says how it is earned."),
            code="not_nominable", field="badge",
        )  # fmt: skip


def _check_outcomes(outcomes: Collection[Outcome], nominee: Person) -> None:
    ids = {outcome.pk for outcome in outcomes}
    theirs = Outcome.objects.filter(pk__in=ids, contributions__person=nominee).aggregate(n=Count("pk", distinct=True))
    if ids and theirs["n"] != len(ids):
        raise refusal(
            _("Choose outcomes that %(name)s shares in."),
            code="not_theirs", field="outcomes", name=nominee.display_name,
        )  # fmt: skip


def _check_not_said_before(nomination: Nomination) -> None:
    this_quarter = Nomination.objects.filter(
        nominator_id=nomination.nominator_id, quarter=nomination.quarter, withdrawn_at__isnull=True
    )
    said = this_quarter.filter(badge_id=nomination.badge_id, nominee_id=nomination.nominee_id).first()
    if said is not None:
        raise _already_said(said)
    if this_quarter.count() >= MOST_PER_QUARTER:
        raise refusal(
            _("You made %(most)d nominations this quarter, the most there can be: please go on in the next one."),
            code="quota", most=MOST_PER_QUARTER,
        )  # fmt: skip


def _already_said(said: Nomination) -> ValidationError:
    return refusal(
        _(
            "You already said this on %(day)s; it counts. You can say it again next quarter, "
            "or withdraw the earlier one and write it anew."
        ),
        code="already_said", field="nominee", day=formats.date_format(timezone.localtime(said.at)),
    )  # fmt: skip


def _joined_by(nomination: Nomination) -> Nomination | None:
    """The nomination that this one seconds: the first standing one by somebody else in the open quarters."""
    earlier = (
        Nomination.objects.filter(
            badge_id=nomination.badge_id,
            nominee_id=nomination.nominee_id,
            withdrawn_at__isnull=True,
            quarter__gt=nomination.quarter - QUARTERS_OPEN_FOR_SECONDS,
            at__lte=nomination.at,
        )
        .exclude(nominator_id=nomination.nominator_id)
        .select_related("first")
        .order_by("at", "id")
        .first()
    )
    if earlier is None:
        return None
    first = earlier.first
    # A word that was taken back carries no second, and nobody seconds themselves.
    stands = first is not None and first.withdrawn_at is None and first.nominator_id != nomination.nominator_id
    return first if stands else earlier


def _insert(nomination: Nomination) -> None:
    """Two clicks at once both pass the check above; the database lets one through."""
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError as conflict:
        _check_not_said_before(nomination)
        raise conflict


def _tell(nomination: Nomination) -> None:
    """The nominee, and whose word is joined."""
    if not notifications.is_news(nomination.at):
        return
    first = nomination.first
    said = {
        "by_id": nomination.nominator_id, "about_id": nomination.nominee_id, "badge_id": nomination.badge_id,
        "subject": nomination.key,
    }  # fmt: skip
    kind = "nominated" if first is None else "seconded_for_me"
    messages = [Notification(person_id=nomination.nominee_id, kind=kind, **said)]
    if first is not None:
        messages.append(Notification(person_id=first.nominator_id, kind="my_word_seconded", **said))
    notifications.tell(messages)
    words_said.send(sender=Nomination, fact=nomination)
