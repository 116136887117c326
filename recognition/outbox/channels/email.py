"""E-mail about messages, by the mail server of EMAIL_URL."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from recognition.models import Notification, OutboxMessage, Person
from recognition.notify import letters
from recognition.notify.by_mail import Way, mail_is_on, way_of
from recognition.notify.kinds import KINDS
from recognition.outbox.answers import Answer, Moot, Rest, RetryLater, Sent, Undeliverable
from recognition.queries.preferences import preferences_of

DAILY = "daily"


def send(message: OutboxMessage) -> Answer:
    """Of what still stands, is unread and still wanted by e-mail. `payload`: {"notifications": ids}."""
    if not mail_is_on():
        return Moot("This Plaudit sends no e-mail (EMAIL_URL is empty).")
    person = _reader(message)
    if person is None:
        return Moot("The person left, or has no e-mail address.")
    told = _still_wanted(person, message.payload["notifications"])
    if not told:
        return Moot("It was read, taken back, or is not wanted by e-mail any more.")
    letter = letters.write(person, told, daily=message.kind == DAILY)
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [str(person.email)], headers=_headers(message, letter)
    )
    mail.attach_alternative(letter.html, "text/html")
    return _deliver(mail)


def _reader(message: OutboxMessage) -> Person | None:
    if message.person_id is None:
        return None
    people = Person.objects.active().human().exclude(email__isnull=True).exclude(email="")
    return people.select_related("preferences").filter(pk=message.person_id).first()


def _still_wanted(person: Person, ids: list[int]) -> list[Notification]:
    chosen = preferences_of(person)
    told = Notification.objects.filter(pk__in=ids, person=person, read_at__isnull=True)
    return [
        one
        for one in told.select_related("by", "about", "badge").order_by("-at", "-id")
        if one.kind in KINDS
        and KINDS[one.kind].topic not in chosen.muted
        and way_of(chosen.mail, KINDS[one.kind].topic) != Way.SITE
    ]


def _headers(message: OutboxMessage, letter: letters.Letter) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "plaudit.invalid"
    return {
        "Message-ID": f"<{message.message_id}@{host}>",  # the same at each attempt: a second copy is known as one
        "List-Unsubscribe": f"<{letter.stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers
    }


def _deliver(mail: EmailMultiAlternatives) -> Answer:
    """What the server says of this receiver or this e-mail is about it alone; all else is about the server."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        [(status, said)] = refused.recipients.values()
        return _refused(status, said)
    except smtplib.SMTPDataError as refused:
        return _refused(refused.smtp_code, refused.smtp_error)
    except smtplib.SMTPResponseException as error:
        words = f"The mail server answered {error.smtp_code} {_text(error.smtp_error)}"
        return RetryLater(words, status=error.smtp_code, rest=Rest.CHANNEL)
    except (smtplib.SMTPException, OSError) as error:
        return RetryLater(f"The mail server cannot be reached: {error or type(error).__name__}", rest=Rest.CHANNEL)
    return Sent("The mail server took it.", 250)


def _refused(status: int, said: bytes | str) -> Answer:
    """RFC 5321: 5xx is for good, 4xx for now (greylisting, a full mailbox)."""
    words = f"{status} {_text(said)}"
    if status >= 500:
        return Undeliverable(words, status)
    return RetryLater(words, status=status, rest=Rest.NOTHING)


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
