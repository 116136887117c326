"""The e-mail about messages, in the words, the language and the time of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.models import Notification, Person
from recognition.queries.notifications import Message, in_words
from recognition.queries.preferences import language_of, time_zone_of

# More than this nobody reads in an e-mail; the rest is on the site.
MOST_SHOWN = 25
UNSUBSCRIBE = "plaudit.unsubscribe"
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Letter:
    """`stop` is the address that ends all e-mail to the reader."""

    subject: str
    text: str
    html: str
    stop: str


@dataclass(frozen=True)
class Line:
    """One message as a sentence, with the page that it is about."""

    message: Message
    url: str


def write(person: Person, told: Sequence[Notification], *, daily: bool) -> Letter:
    """Of at least one message, the newest first; nothing in it was written by a colleague."""
    with ExitStack() as as_the_reader:
        as_the_reader.enter_context(timezone.override(time_zone_of(person)))
        as_the_reader.enter_context(translation.override(language_of(person) or settings.LANGUAGE_CODE))
        messages = in_words(person, list(told[:MOST_SHOWN]))
        lines = [Line(message, absolute(message.kind.leads_to(message.told))) for message in messages]
        subject = _subject([line.message.words for line in lines], len(told), daily=daily)
        stop = stop_address(person)
        context = {
            "person": person,
            "lines": lines,
            "more": len(told) - len(lines),
            "daily": daily,
            "subject": subject,
            "language": translation.get_language(),
            "all": absolute(reverse("recognition:notifications")),
            "choose": absolute(reverse("recognition:settings") + "#messages"),
            "stop": stop,
        }
        text = render_to_string("emails/messages.txt", context)
        html = render_to_string("emails/messages.html", context)
    return Letter(subject, text, html, stop)


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def stop_address(person: Person) -> str:
    """Signed, so that nobody ends the e-mail of others."""
    token = signing.dumps(person.pk, salt=UNSUBSCRIBE)
    return absolute(reverse("recognition:unsubscribe", args=[token]))


def _subject(sentences: Sequence[str], number: int, *, daily: bool) -> str:
    if daily:
        said = ngettext("Your day: %(n)d message", "Your day: %(n)d messages", number) % {"n": number}
    elif number == 1:
        said = sentences[0]
    else:
        said = ngettext("%(n)d message for you", "%(n)d messages for you", number) % {"n": number}
    said = " ".join(said.split())  # a header is one line
    said = said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1] + "…"
    return _("Plaudit: %(what)s") % {"what": said}
