"""Which messages come by e-mail, and when: what somebody chose for a topic, or what is usual."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.notify.kinds import TOPICS

# What is always told (kinds without a topic) is one more choice, of its way only.
ALWAYS = "always"


class Way(models.TextChoices):
    """How a topic comes by e-mail. On the site it stands under the bell anyway."""

    AT_ONCE = "at_once", _("By e-mail at once")
    DAILY = "daily", _("In one e-mail a day")
    SITE = "site", _("On the site only")


ALWAYS_WORDS: tuple[Promise, Promise] = (
    _("What waits for you"),
    _("Something asks for your word, or changes what you have."),
)
# What asks for something is of no use tomorrow; the rest is pleasant to read once a day.
USUAL = {ALWAYS: Way.AT_ONCE} | dict.fromkeys(TOPICS, Way.DAILY)


def way_of(chosen: Mapping[str, str], topic: str) -> Way:
    """Of a topic of `TOPICS`, or the empty one of kinds that are always told."""
    name = topic or ALWAYS
    told = chosen.get(name)
    return Way(told) if told in Way.values else USUAL[name]


def mail_is_on() -> bool:
    """Whether this house sends e-mail at all (EMAIL_URL)."""
    return bool(settings.MAIL_ON)
