"""What other programs tell of a person, and what they took along: the directory, sources, chats, badges as files."""

from __future__ import annotations

import functools
import operator

from django.db.models import Q
from django.utils import timezone

from recognition.models import (
    ChatAccount,
    Credential,
    DeliveredFact,
    Delivery,
    DirectoryRequest,
    DirectoryUser,
    FeedAddress,
    OutboxMessage,
    SourceAccount,
)
from recognition.privacy.erasing.erased import SHORTEST_NAME, Erased, Eraser, add
from recognition.privacy.erasing.texts import take_names_out


def _accounts(erased: Erased) -> int:
    """Facts name accounts by number, so the row stays; it is known by nothing that a source could tell again."""
    accounts = list(SourceAccount.objects.filter(person=erased.person).order_by("pk"))
    for account in accounts:
        account.user_id, account.login, account.email, account.name = f"{erased.pseudonym}/{account.pk}", "", "", ""
        account.save(update_fields=["user_id", "login", "email", "name"])
    return len(accounts)


def _deliveries(erased: Erased) -> int:
    """Messages of sources that told of the person are forgotten before their time; the facts in them are kept apart.

    One that nothing became of, or that failed, names people nobody can look for: bodies are packed.
    """
    facts = DeliveredFact.objects.filter(accounts__person=erased.person)
    told = Delivery.objects.filter(pk__in=facts.values("delivery"), is_kept=True)
    forgotten = told.update(body=b"", headers={}, is_kept=False)
    return forgotten + take_names_out(DeliveredFact, "content", erased=erased)


def _requests(erased: Erased) -> int:
    """The last requests of the directory that speak of the person: refusals name addresses. Before the users go."""
    users = DirectoryUser.objects.filter(person=erased.person).values_list("scim_id", "name", "external_id")
    words = {word for user in users for word in user if len(word) >= SHORTEST_NAME} | set(erased.names)
    told = functools.reduce(operator.or_, (Q(path__icontains=w) | Q(detail__icontains=w) for w in words), Q(pk=None))
    return DirectoryRequest.objects.filter(told).delete()[0]


def _links(erased: Erased) -> int:
    gone = DirectoryUser.objects.filter(person=erased.person).delete()[0]
    gone += ChatAccount.objects.filter(person=erased.person).delete()[0]
    return gone + FeedAddress.objects.filter(person=erased.person).delete()[0]


def _messages(erased: Erased) -> int:
    gone = OutboxMessage.objects.filter(person=erased.person).delete()[0]
    return gone + take_names_out(OutboxMessage, "payload", erased=erased)


def _credentials(erased: Erased) -> int:
    """Copies are in other hands and say no name; here the documents go, and the published list says revoked."""
    taken = Credential.objects.filter(award__person=erased.person)
    taken.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    return taken.exclude(document="").update(document="", token="")


add(
    Eraser("accounts of sources", ("recognition.SourceAccount",), _accounts),
    Eraser("deliveries", ("recognition.Delivery", "recognition.DeliveredFact"), _deliveries),
    Eraser("requests of the directory", ("recognition.DirectoryRequest",), _requests),
    Eraser("links", ("recognition.DirectoryUser", "recognition.ChatAccount", "recognition.FeedAddress"), _links),
    Eraser("messages", ("recognition.OutboxMessage", "recognition.DeliveryAttempt"), _messages),
    Eraser("credentials", ("recognition.Credential",), _credentials),
)
