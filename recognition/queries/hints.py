"""What the recognise form can say before anything is sent: what will not count in full, and why."""

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from recognition.actions.circumstances import quarter_of
from recognition.actions.nominations import QUARTERS_OPEN_FOR_SECONDS
from recognition.actions.sentences import require_few_words, require_sentence
from recognition.models import Badge, Contribution, Nomination, Outcome, Person
from recognition.models.thanks import TEXT_MAX_CHARACTERS
from recognition.queries.preferences import preferences_of

SAME_WORDS_FROM = 0.8  # share of common three-word runs at which two reasons read as one
SHORT_BELOW = 12  # words; a sentence of fewer seldom says both what was done and what it changed
READ_TO_COMPARE = 20  # of the latest reasons


@dataclass(frozen=True)
class Hint:
    """`stop`: it will be refused; `wait`: it counts less, or not as expected; `good`, `calm`: good to know."""

    tone: Literal["stop", "wait", "calm", "good"]
    text: str


def hints_for(giver: Person, to: Person | None, badge: Badge | None, reason: str) -> list[Hint]:
    """For a nomination being written. At most five queries."""
    hints: list[Hint] = []
    if to is not None:
        hints += _about_people(giver, to)
        if badge is not None and to.pk != giver.pk:
            hints += _about_what_was_said(giver, to, badge)
    if reason.strip():
        hints += _about_words(giver, to, reason)
    return hints


def hints_for_thanks(giver: Person, to: Person | None, text: str) -> list[Hint]:
    """For thanks being written: only what will be refused. No query."""
    hints = [hint for hint in _about_people(giver, to) if hint.tone == "stop"] if to is not None else []
    words = text.strip()
    if words:
        try:
            require_few_words(words, field="text")
        except ValidationError as refused:
            hints.append(Hint("stop", " ".join(refused.messages)))
    # The box takes the longest nomination, since the kind can be changed beside it.
    if len(words) > TEXT_MAX_CHARACTERS:
        sentence = _("Thanks are short: at most %(most)d characters, these are %(n)d.")
        hints.append(Hint("stop", sentence % {"most": TEXT_MAX_CHARACTERS, "n": len(words)}))
    return hints


def why_not(giver: Person, to: Person) -> str:
    """Why nothing can be said about this person by this one; "" where it can."""
    return next((hint.text for hint in _about_people(giver, to) if hint.tone == "stop"), "")


def _about_people(giver: Person, to: Person) -> list[Hint]:
    name = to.display_name
    if to.pk == giver.pk:
        return [Hint("stop", _("This is you. Ask a colleague who saw it to write it."))]
    if to.automated:
        return [Hint("stop", _("%(name)s is a bot: bots neither give nor receive.") % {"name": name})]
    if not to.is_active:
        return [Hint("stop", _("%(name)s no longer works here.") % {"name": name})]
    if giver.manager_id == to.pk:
        text = _("%(name)s is your manager: words to the own manager count little towards badges.")
        return [Hint("wait", text % {"name": name})]
    if to.manager_id == giver.pk:
        text = _(
            "You manage %(name)s: your word is shown as a manager's statement. "
            "It stands apart from what colleagues say and does not count among their voices."
        )
        return [Hint("calm", text % {"name": name})]
    if giver.team_id is not None and giver.team_id == to.team_id:
        return [Hint("calm", _("You are in the same team: a word from another team counts more."))]
    return []


def _about_what_was_said(giver: Person, to: Person, badge: Badge) -> list[Hint]:
    quarter = quarter_of(timezone.now())
    earlier = list(
        Nomination.objects.filter(
            nominee=to, badge=badge, withdrawn_at__isnull=True, quarter__gt=quarter - QUARTERS_OPEN_FOR_SECONDS
        ).select_related("nominator")
    )
    own = [said for said in earlier if said.nominator_id == giver.pk]
    if any(said.quarter == quarter for said in own):
        day = formats.date_format(timezone.localtime(max(said.at for said in own)))
        return [
            Hint(
                "stop",
                _("You already said this on %(day)s, and it counts. Next quarter you can say it again.") % {"day": day},
            )
        ]
    hints = []
    if own:
        hints.append(Hint("calm", _("You said this in an earlier quarter: saying it again counts less each time.")))
    if not own and not preferences_of(to).shows_words:
        return hints  # what others wrote is between them
    others = {said.nominator_id: said.nominator.display_name for said in earlier if said.nominator_id != giver.pk}
    if others:
        text = _("%(name)s already has a nomination for this badge: yours joins it as a second.")
        hints.append(Hint("good", text % {"name": to.display_name}))
    return hints


def _about_words(giver: Person, to: Person | None, reason: str) -> list[Hint]:
    try:
        require_sentence(reason, field="reason")
    except ValidationError as refused:
        return [Hint("stop", " ".join(refused.messages))]
    if copied := _looks_copied(giver, to, reason):
        return [copied]
    if len(reason.split()) < SHORT_BELOW and " " in reason.strip():
        return [Hint("calm", _("Short and fine. It carries further when it also says what changed because of it."))]
    return []


def _looks_copied(giver: Person, to: Person | None, reason: str) -> Hint | None:
    standing = Nomination.objects.filter(withdrawn_at__isnull=True)
    own = standing.filter(nominator=giver).select_related("nominee").order_by("-at", "-id")[:READ_TO_COMPARE]
    for said in own:
        if likeness(said.reason, reason) >= SAME_WORDS_FROM:
            text = _("These are nearly the words you wrote for %(name)s. Say what was particular this time.")
            return Hint("wait", text % {"name": said.nominee.display_name})
    if to is None:
        return None
    others = standing.filter(nominee=to).exclude(nominator=giver).select_related("nominator").order_by("-at", "-id")
    if not preferences_of(to).shows_words:
        others = others.filter(badge__in=standing.filter(nominator=giver, nominee=to).order_by().values("badge"))
    for said in others[:READ_TO_COMPARE]:
        if likeness(said.reason, reason) >= SAME_WORDS_FROM:
            text = _("These are nearly the words of %(name)s. Say it in your own: what did you see yourself?")
            return Hint("wait", text % {"name": said.nominator.display_name})
    return None


def likeness(one: str, other: str) -> float:
    """Share of three-word runs that two texts have in common, in [0, 1] (Jaccard)."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[place : place + 3]) for place in range(max(1, len(words) - 2))} if words else set()


def outcomes_to_link(person: Person, limit: int = 8) -> list[Outcome]:
    """Outcomes of theirs that a nomination can point to: the latest ones that hold."""
    shared = Contribution.objects.filter(person=person).values("outcome")
    return list(Outcome.objects.filter(pk__in=shared, reversal__isnull=True).order_by("-at", "-id")[:limit])
