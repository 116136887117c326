"""The panel of a badge asks those who spoke for somebody, and hears their answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import notifications
from recognition.actions.actors import By, require_person
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.actions.sentences import require_sentence
from recognition.models import Award, Nomination, Notification, PanelNote, Person

# At once about one award: the panel asks again when it has been answered.
MOST_OPEN_QUESTIONS = 3


@transaction.atomic
def ask(*, by: By, award: Award, text: str) -> PanelNote:
    """Ask everybody who spoke for the award's person for more. It goes on waiting meanwhile."""
    person = require_person(by)
    award = _locked(award)
    message = _("Only this badge's stewards can ask, and not where they spoke for the person or are the person.")
    require(permissions.may_decide_pending(person, award), message)
    _require_waiting(award)
    voices = _voices(award)
    if not voices:
        raise refusal(_("Nobody spoke for this with words of their own: there is nobody to ask."), code="no_voices")
    if open_questions(award) >= MOST_OPEN_QUESTIONS:
        raise refusal(_("Your questions wait for an answer. Ask again when one has come."), code="asked")
    note = _note(award, PanelNote.Kind.QUESTION, person, text)
    notifications.tell(_message("panel_asks", award, voice, person) for voice in voices)
    announce(award, by=by, verb="award.ask", key=_key(award), data={"text": note.text})
    return note


@transaction.atomic
def answer(*, by: By, award: Award, text: str) -> PanelNote:
    """More words of somebody who spoke for it. The nomination itself stays as it was written."""
    person = require_person(by)
    award = _locked(award)
    require(permissions.may_answer_panel(person, award), _("The panel asks those who spoke for the person."))
    _require_waiting(award)
    questions = list(award.panel_notes.filter(kind=PanelNote.Kind.QUESTION))
    if not questions:
        raise refusal(_("The panel has not asked anything."), code="not_asked")
    note = _note(award, PanelNote.Kind.ANSWER, person, text)
    asked = {question.by_id for question in questions}
    notifications.tell(_message("panel_answered", award, steward, person) for steward in sorted(asked))
    announce(award, by=by, verb="award.answer", key=_key(award), data={"text": note.text})
    return note


def open_questions(award: Award) -> int:
    """Questions after the last answer."""
    kinds = list(award.panel_notes.order_by("-at", "-id").values_list("kind", flat=True))
    return next((place for place, kind in enumerate(kinds) if kind == PanelNote.Kind.ANSWER), len(kinds))


def _locked(award: Award) -> Award:
    return Award.objects.select_for_update(of=("self",)).select_related("badge", "person").get(pk=award.pk)


def _require_waiting(award: Award) -> None:
    """After who may is asked: whether it waits is not for everybody to find out."""
    if award.status != Award.Status.PENDING or award.declined_at is not None:
        raise refusal(_("The panel has decided: nothing is asked any more."), code="wrong_status")


def _note(award: Award, kind: PanelNote.Kind, by: Person, text: str) -> PanelNote:
    require_sentence(text, field="reason")
    note = PanelNote(award=award, kind=kind, by=by, text=text.strip(), at=timezone.now())
    note.clean_fields(exclude={"award", "by"})
    note.save(force_insert=True)
    return note


def _voices(award: Award) -> list[int]:
    said = Nomination.objects.filter(nominee=award.person_id, badge=award.badge_id, withdrawn_at__isnull=True)
    return sorted(said.order_by().values_list("nominator_id", flat=True).distinct())


def _message(kind: str, award: Award, to: int, by: Person) -> Notification:
    return Notification(person_id=to, kind=kind, badge=award.badge, about=award.person, by=by)


def _key(award: Award) -> str:
    return f"{award.person.key}/{award.badge.slug}"
