"""What reviewers call the patterns that detectors see: the behaviour, and never a person."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

NAMES: dict[str, Promise] = {
    "N01": _("giving back and forth"),
    "N02": _("closed ring"),
    "N03": _("group that gives within itself"),
    "N04": _("many of one team at once"),
    "N05": _("as if asked to"),
    "N06": _("givers without other ties"),
    "N07": _("same words"),
    "N08": _("just above a threshold"),
    "N09": _("giving to few"),
    "N10": _("many signs at once"),
    "U01": _("machine rhythm"),
    "U02": _("repeated prompts"),
    "U03": _("use without anybody there"),
    "U04": _("use without outcome"),
    "U05": _("use near the average"),
    "O01": _("work in small parts"),
    "O02": _("confirming each other"),
    "O03": _("taken back and done again"),
}


@register.filter
def pattern(code: str) -> str | Promise:
    """The name of a detector's code; an unknown one stays as it is."""
    return NAMES.get(code, code)
