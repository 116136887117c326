"""Whom somebody means in the chat: one person for certain, or some to choose from. Nobody is thanked by a guess."""

from __future__ import annotations

from dataclasses import dataclass

from recognition.chat.words import Said
from recognition.models import ChatAccount, Person
from recognition.queries.people import search

MOST_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Found:
    person: Person | None = None
    choices: tuple[Person, ...] = ()


def whom(said: Said, *, provider: str, workspace: str) -> Found:
    """By a linked account, directory id or e-mail address; else the colleagues whose name is like it.

    One whose whole name was typed, and nobody else has that name, is certain as well.
    """
    if said.account:
        linked = ChatAccount.objects.filter(provider=provider, workspace=workspace, account=said.account)
        account = linked.select_related("person").first()
        if account is not None and account.person is not None:
            return Found(account.person)
    name = said.name[:200]
    if not name:
        return Found()
    exact = Person.objects.filter(key=name).first() or Person.objects.filter(email__iexact=name).first()
    if exact is not None:
        return Found(exact)
    like = list(search(name.replace(".", " "))[: MOST_CHOICES + 1])
    same = [person for person in like if person.display_name.casefold() == name.casefold()]
    if len(same) == 1:
        return Found(same[0])
    return Found(choices=tuple(like[:MOST_CHOICES]))
