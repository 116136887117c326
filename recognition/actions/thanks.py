"""Thanks: give and withdraw."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recognition import permissions
from recognition.actions import notifications
from recognition.actions.actors import By, require_person
from recognition.actions.announce import announce
from recognition.actions.circumstances import moment, relation_between, team_id_on
from recognition.actions.refusals import refusal, require
from recognition.actions.sentences import require_few_words
from recognition.actions.two_people import Words, require_two_people
from recognition.models import Notification, Outcome, Person, Thanks
from recognition.signals import words_said

# Protects the database from a script; thirty a day, every day, is far more than anybody means.
MOST_IN_THIRTY_DAYS = 900
WORDS = Words(
    field="receiver",
    giver_is_not_here=gettext_lazy("Only people who work here can give thanks."),
    oneself=gettext_lazy("Choose somebody else: thanks go to a colleague."),
    automated=gettext_lazy("A bot cannot receive thanks."),
)


@transaction.atomic
def give(
    *,
    by: By,
    receiver: Person,
    text: str,
    kind: str = Thanks.Kind.THANKED,
    outcome: Outcome | None = None,
    at: datetime | None = None,
) -> Thanks:
    """Thank somebody in public, in a few words, optionally for their part in an outcome."""
    giver = require_person(by)
    when = moment(at)
    require_two_people(giver, receiver, when, WORDS)
    thanks = Thanks(
        giver=giver,
        receiver=receiver,
        kind=kind,
        text=text.strip(),
        outcome=outcome,
        at=when,
        giver_team_id=team_id_on(giver, when.date()),
        receiver_team_id=team_id_on(receiver, when.date()),
        relation=relation_between(giver, receiver),
    )
    thanks.clean_fields(exclude={"giver", "receiver", "outcome", "giver_team", "receiver_team"})
    require_few_words(thanks.text, field="text")
    _check_not_said_before(thanks)
    _insert(thanks)
    if notifications.is_news(when):
        told = Notification(person=receiver, kind="thanked", by=giver, subject=str(thanks.pk))
        notifications.tell([told])
        words_said.send(sender=Thanks, fact=thanks)
    announce(
        thanks, by=by, verb="thanks.give", key=thanks.pk, person_ids={giver.pk, receiver.pk},
        data={"receiver": receiver.key, "kind": thanks.kind, "at": when, "outcome": outcome.key if outcome else None},
    )  # fmt: skip
    return thanks


@transaction.atomic
def withdraw(*, by: By, thanks: Thanks) -> Thanks:
    """Take own thanks back: they stay in history and count nothing from now on."""
    person = require_person(by)
    thanks = Thanks.objects.select_for_update().get(pk=thanks.pk)
    if thanks.withdrawn_at is not None:
        raise refusal(_("These thanks were already withdrawn."), code="already_withdrawn")
    require(permissions.may_withdraw_thanks(person, thanks), _("Only who gave thanks can withdraw them."))
    thanks.withdrawn_at = max(timezone.now(), thanks.at)
    thanks.save(update_fields=["withdrawn_at"])
    notifications.take_back(kinds=["thanked"], subject=str(thanks.pk))
    announce(
        thanks, by=by, verb="thanks.withdraw", key=thanks.pk, data={},
        person_ids={thanks.giver_id, thanks.receiver_id},
    )  # fmt: skip
    return thanks


def _check_not_said_before(thanks: Thanks) -> None:
    own = Thanks.objects.filter(giver_id=thanks.giver_id)
    if own.filter(at__gt=thanks.at - timedelta(days=30), at__lte=thanks.at).count() >= MOST_IN_THIRTY_DAYS:
        message = _("You gave %(most)d thanks in thirty days: please go on later.")
        raise refusal(message, code="quota", most=MOST_IN_THIRTY_DAYS)
    same = own.filter(receiver_id=thanks.receiver_id, kind=thanks.kind)
    if thanks.outcome_id is not None and same.filter(outcome_id=thanks.outcome_id).exists():
        raise refusal(_("You already thanked them for this."), code="already_said", field="outcome")
    # The second click on the same button.
    if same.filter(text=thanks.text, at__date=thanks.at.date(), withdrawn_at__isnull=True).exists():
        raise refusal(_("You already said this today."), code="already_said", field="text")


def _insert(thanks: Thanks) -> None:
    try:
        with transaction.atomic():
            thanks.save(force_insert=True)
    except IntegrityError as conflict:
        _check_not_said_before(thanks)
        raise conflict
