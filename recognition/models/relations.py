"""How giver and receiver stood to each other on the day of a fact."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.IntegerChoices):
    """Stored with the fact: later moves do not rewrite history."""

    PEER = 0, _("colleague")
    TO_MANAGER = 1, _("report to own manager")
    TO_REPORT = 2, _("manager to own report")
