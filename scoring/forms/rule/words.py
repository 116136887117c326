"""What the editor calls the kinds of criteria and their parameters. A kind without an entry is named as it is."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Outcome, Thanks
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parameters import Parameter

Words = str | Promise


class KindWords(NamedTuple):
    name: Words
    help: Words
    icon: str = "circle-dot"  # of lucide


class FieldWords(NamedTuple):
    label: Words
    unit: Words = ""


GROUP_WORDS = KindWords(
    _("Another way"), _("A group of its own: all of what is in it, or one of several ways."), "git-fork"
)
_KINDS = {
    "peer_support": KindWords(
        _("What colleagues say"),
        _("Nominations and thanks. Each further voice from one team adds less."),
        "message-circle-heart",
    ),
    "outcomes": KindWords(
        _("Finished work"), _("What was finished, was checked by somebody independent, and held."), "circle-check-big"
    ),
    "verifications_given": KindWords(
        _("Care for others’ work"), _("Checked the work of others, and that work held."), "search-check"
    ),
    "tenure": KindWords(_("Time with us"), _("Days since the first day."), "calendar-days"),
    "holds": KindWords(_("Another badge"), _("Holds a badge that was won under a rule of its own."), "award"),
    "manager_statement": KindWords(
        _("The manager’s word"), _("The manager of the day nominated them for this badge."), "user-round-check"
    ),
    "usage_weeks": KindWords(
        _("Weeks with an assistant"),
        _("Weeks with use on at least two days; how much is never read. Never enough by itself."),
        "bot",
    ),
}
_OR_MORE = _("or more")
# The labels are near the names of the parameters: hints say “voices: 2”.
_FIELDS = {
    ("peer_support", "at_least"): FieldWords(_("Adds up to"), _OR_MORE),
    ("peer_support", "teams"): FieldWords(_("Teams"), _OR_MORE),
    ("peer_support", "voices"): FieldWords(_("Voices in full"), _OR_MORE),
    ("peer_support", "from"): FieldWords(_("Said in")),
    ("peer_support", "thanks"): FieldWords(_("Kinds of thanks")),
    ("outcomes", "credit"): FieldWords(_("Credit"), _OR_MORE),
    ("outcomes", "roots"): FieldWords(_("Pieces of work"), _OR_MORE),
    ("outcomes", "verifiers"): FieldWords(_("Verifiers"), _OR_MORE),
    ("outcomes", "kinds"): FieldWords(_("Kinds of work")),
    ("verifications_given", "at_least"): FieldWords(_("Adds up to"), _OR_MORE),
    ("verifications_given", "authors"): FieldWords(_("Authors"), _OR_MORE),
    ("verifications_given", "teams"): FieldWords(_("Teams"), _OR_MORE),
    ("tenure", "days"): FieldWords(_("Days"), _OR_MORE),
    ("holds", "badge"): FieldWords(_("Which badge")),
    ("manager_statement", "at_least"): FieldWords(_("Managers"), _OR_MORE),
    ("usage_weeks", "at_least"): FieldWords(_("Weeks"), _OR_MORE),
}
_CHOICES: dict[str, Words] = {
    "nominations": _("nominations"),
    "thanks": _("thanks"),
    **{kind.value: kind.label for kind in Thanks.Kind},
    **{kind.value: kind.label for kind in Outcome.Kind},
}


def kind_words(kind: str) -> KindWords:
    return _KINDS.get(kind) or KindWords(kind.replace("_", " ").capitalize(), KINDS[kind].help)


def field_words(kind: str, parameter: Parameter) -> FieldWords:
    named = _FIELDS.get((kind, parameter.name))
    return named or FieldWords(parameter.name.replace("_", " ").capitalize(), parameter.unit)


def choice_words(choice: str) -> Words:
    return _CHOICES.get(choice, choice.replace("_", " "))
