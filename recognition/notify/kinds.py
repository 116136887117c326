"""The kinds of messages: topic, icon, sentence and where it leads.

`KINDS` holds those of both floors: the judge adds its own at start (`scoring.notify`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Notification, Tier

Words = str | Promise

# What a person can choose not to be told about. The rest is always told: it asks for something, or takes something.
TOPICS: dict[str, tuple[Words, Words]] = {
    "awards": (_("Badges"), _("A badge is yours, waits for its panel, or grew.")),
    "words": (_("Nominations and thanks"), _("A colleague nominated or thanked you.")),
    "seconds": (_("People you spoke for"), _("Somebody joined your nomination, or it led to a badge.")),
    "outcomes": (_("Your work"), _("An outcome of yours was confirmed or taken back.")),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message. `sentence` has named places: by, about, badge, tier, and what `data` holds."""

    name: str
    topic: str  # of TOPICS; empty: always told
    icon: str  # of lucide
    sentence: Words
    leads_to: Callable[[Notification], str]
    with_tier: Words = ""  # the sentence where the badge has a tier
    once_unread: bool = False  # not told again while the first one is unread

    def words(self, told: Notification) -> str:
        tier = str(told.data.get("tier", ""))
        places: dict[str, Any] = {
            **told.data,
            "by": told.by.display_name if told.by else "",
            "about": told.about.display_name if told.about else "",
            "badge": told.badge.shown_name if told.badge else "",
            "tier": Tier(tier).label if tier in Tier.values else "",
        }
        return str(self.with_tier if tier and self.with_tier else self.sentence) % places


def _own_award(told: Notification) -> str:
    return reverse("recognition:award", args=[told.person.key, told.badge.slug]) if told.badge else _profile(told)


def _profile(told: Notification) -> str:
    return reverse("recognition:person", args=[told.person.key])


def _their_profile(told: Notification) -> str:
    return reverse("recognition:person", args=[(told.about or told.person).key])


def _nomination(told: Notification) -> str:
    return reverse("recognition:nomination", args=[told.subject])


def _panel_words(told: Notification) -> str:
    return reverse("recognition:panel_words", args=[told.badge.slug, (told.about or told.person).key])  # type: ignore[union-attr]  # always with a badge


def _panel_entry(told: Notification) -> str:
    return reverse("recognition:panel_entry", args=[told.badge.slug, (told.about or told.person).key])  # type: ignore[union-attr]  # always with a badge


def _badge(told: Notification) -> str:
    return reverse("recognition:badge", args=[told.badge.slug]) if told.badge else _profile(told)


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds; a name is given once."""
    for kind in kinds:
        if kind.name in KINDS:
            raise ValueError(f"There are two kinds of message called {kind.name}.")
        KINDS[kind.name] = kind


register(
    Kind("award_given", "awards", "award", _("%(badge)s is yours."), _own_award,
         with_tier=_("%(badge)s in %(tier)s is yours.")),
    Kind("award_waiting", "awards", "hourglass", _("You met all criteria of %(badge)s. Its panel has the word now."),
         _profile),
    Kind("award_raised", "awards", "arrow-up", _("Your %(badge)s grew."), _own_award,
         with_tier=_("Your %(badge)s grew to %(tier)s.")),
    Kind("award_lowered", "", "arrow-down", _("Your %(badge)s changed. Its page says what it rests on."), _own_award,
         with_tier=_("Your %(badge)s is %(tier)s now. Its page says what it rests on.")),
    Kind("award_returned", "", "undo-2", _("The panel did not give you %(badge)s. Your profile says why."), _profile),
    Kind("award_lapsed", "", "clock", _("Your %(badge)s has ended. Your profile says why."), _profile),
    Kind("award_frozen", "", "search-check", _("Your %(badge)s is being looked at again. Nothing is lost meanwhile."),
         _own_award),
    Kind("award_unfrozen", "", "circle-check", _("Your %(badge)s was looked at again and stands as before."),
         _own_award),
    Kind("award_revoked", "", "undo-2", _("Your %(badge)s was taken back. Your profile says why."), _profile),
    Kind("award_restored", "", "circle-check", _("Your %(badge)s stands again."), _own_award),
    Kind("nominated", "words", "sparkles", _("%(by)s nominated you for %(badge)s."), _nomination),
    Kind("seconded_for_me", "words", "sparkles", _("%(by)s also spoke for you: %(badge)s."), _nomination),
    Kind("thanked", "words", "heart", _("%(by)s thanked you."), _profile),
    Kind("my_word_seconded", "seconds", "users", _("%(by)s seconded what you said: %(badge)s for %(about)s."),
         _nomination),
    Kind("my_word_led_to_award", "seconds", "award", _("%(about)s was given %(badge)s. You spoke for it."),
         _their_profile),
    Kind("my_word_returned", "seconds", "undo-2",
         _("The panel did not give %(badge)s to %(about)s. Your words stay."), _badge),
    Kind("panel_waits", "", "gavel", _("%(about)s waits for the word of the panel: %(badge)s."), _panel_entry),
    Kind("panel_waits_long", "", "hourglass",
         _("%(about)s has been waiting for the panel for more than three weeks: %(badge)s."), _panel_entry),
    Kind("panel_asks", "", "message-circle-question-mark",
         _("The panel of %(badge)s asks what else you can say about %(about)s."), _panel_words),
    Kind("panel_answered", "", "message-circle-reply",
         _("%(by)s answered what you asked about %(about)s: %(badge)s."), _panel_entry),
    Kind("outcome_verified", "outcomes", "circle-check", _("%(by)s confirmed your work: %(title)s"), _profile),
    Kind("outcome_reversed", "outcomes", "undo-2", _("Your work was taken back: %(title)s"), _profile),
)  # fmt: skip
