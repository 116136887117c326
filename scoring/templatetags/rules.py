"""A rule's hints in the words of the form."""

from __future__ import annotations

import re

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recognition.models import Tier
from scoring.engine.criteria.kinds import KINDS
from scoring.forms.rule.words import kind_words

register = template.Library()

# Names that are ordinary words too (outcomes, tenure, holds) are only replaced where no ordinary word stands.
_NAMES = re.compile(
    "|".join([*(rf"\b{name}\b" for name in KINDS if "_" in name), r"(?<=\bin )outcomes(?=[,.;]|$| or )"])
)


@register.filter
def in_form_words(hint: str) -> str:
    """“voices: 2 in peer_support” -> “voices: 2 in “What colleagues say””: the form calls it so."""
    return _NAMES.sub(lambda found: _("“%(kind)s”") % {"kind": kind_words(found.group()).name}, hint)


@register.filter
def answer(said: str) -> str | Promise:
    """What a decision says in one word: a tier, or yes."""
    return Tier(said).label if said in Tier.values else _("yes") if said else ""
