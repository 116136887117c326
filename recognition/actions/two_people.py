"""Who says something about whom: what nominations and thanks ask first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recognition.actions.circumstances import takes_part_on
from recognition.actions.refusals import refusal, require
from recognition.models import Person


@dataclass(frozen=True)
class Words:
    """How each says no, and the field in which the other person was chosen."""

    field: str
    giver_is_not_here: str | Promise
    oneself: str | Promise
    automated: str | Promise


def require_two_people(giver: Person, receiver: Person, when: datetime, words: Words) -> None:
    """Both worked here on that day, they are not the same, and neither is a bot.

    Raises:
        PermissionDenied: the giver may say nothing.
        ValidationError: on `words.field`, with the code oneself, automated or left.
    """
    require(takes_part_on(giver, when.date()), str(words.giver_is_not_here))
    if giver.pk == receiver.pk:
        raise refusal(str(words.oneself), code="oneself", field=words.field)
    if receiver.automated:
        raise refusal(str(words.automated), code="automated", field=words.field)
    if not takes_part_on(receiver, when.date()):
        raise refusal(_("%(name)s no longer works here."), code="left", field=words.field, name=receiver.display_name)
