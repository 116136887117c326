"""The judge's own kinds of messages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recognition.models import Notification
from recognition.notify.kinds import Kind, register


def _mine(told: Notification) -> str:
    return reverse("scoring:mine")


def _rules(told: Notification) -> str:
    return reverse("scoring:rules")


def _case(told: Notification) -> str:
    return reverse("scoring:case", args=[told.subject])


def _rule(told: Notification) -> str:
    return reverse("scoring:rule", args=[told.badge.slug]) if told.badge else _rules(told)


register(
    Kind("appeal_upheld", "", "circle-check", _("You were right: what you contested counts for you now."), _mine),
    Kind("appeal_rejected", "", "scale", _("What you contested was looked at and stands. You can read why."), _mine),
    Kind("counts_less", "", "scale",
         _("Something of yours counts less than before. You can read why, and contest it."), _mine, once_unread=True),
    Kind("case_handed_over", "", "waypoints", _("%(by)s asks you to look at a case."), _case),
    Kind("rule_waits", "", "file-check", _("%(by)s asks to publish a rule: %(badge)s. It waits for a second person."),
         _rule),
    Kind("rule_approved", "", "circle-check", _("%(by)s approved your rule: %(badge)s is in force."), _rule),
    Kind("rule_declined", "", "undo-2", _("%(by)s did not approve your rule for %(badge)s, and says why."), _rule),
)  # fmt: skip
