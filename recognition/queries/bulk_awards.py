"""Bulk awards: all of them, lists of people as they are pasted, and what stands against giving each of them a badge."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO

from django.db.models import Count, Q, QuerySet

from recognition.actions.award_grants import left_out
from recognition.models import Badge, BulkAward, BulkAwardPerson, Person
from recognition.permissions import concerned_in_bulk
from recognition.queries.badge_words import names_of_badges
from recognition.queries.searched import with_words, words_of

_HEADINGS = ("key", "id", "directory id", "email", "e-mail")
_BETWEEN = re.compile(r"[\s,;]+")


def all_requests(text: str = "") -> QuerySet[BulkAward]:
    """The newest first, each with the number of its `people`.

    With `text` those in which the badge, the reason or who asked has every word of it.
    """
    asked = BulkAward.objects.select_related("badge", "asked_by", "decided_by").annotate(people=Count("entries"))
    words = words_of(text)
    names = names_of_badges() if words else {}
    asked = with_words(
        asked, words,
        lambda word: Q(badge__in=[pk for pk, name in names.items() if word in name])
        | Q(reason__icontains=word)
        | Q(asked_by__search_text__contains=word),
    )  # fmt: skip
    return asked.order_by("-asked_at", "-id")


@dataclass
class Named:
    """Whom a pasted list names, in its order, each once; and what in it names nobody."""

    people: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def pasted(text: str) -> list[str]:
    """Ids and addresses, one a line or with commas between."""
    return [part for part in _BETWEEN.split(text) if part]


def column(text: str) -> list[str]:
    """The ids or addresses of a CSV: the column headed so, else the first one."""
    rows = [row for row in csv.reader(StringIO(text)) if any(cell.strip() for cell in row)]
    if not rows:
        return []
    heading = [cell.strip().lower() for cell in rows[0]]
    place = next((heading.index(name) for name in _HEADINGS if name in heading), None)
    chosen = rows[1:] if place is not None else rows
    return [row[place or 0].strip() for row in chosen if len(row) > (place or 0) and row[place or 0].strip()]


def named(tokens: Sequence[str]) -> Named:
    """One statement, however many."""
    wanted = [*dict.fromkeys(token.replace("\x00", "")[:254] for token in tokens)]
    folded = {*wanted, *(token.lower() for token in wanted)}
    found = Person.objects.filter(Q(key__in=wanted) | Q(email__in=folded)).select_related("team", "manager")
    by_name: dict[str, Person] = {}
    for person in found:
        by_name |= {person.key: person} | ({person.email.lower(): person} if person.email else {})
    people = {token: by_name.get(token) or by_name.get(token.lower()) for token in wanted}
    return Named(
        people=[*dict.fromkeys(person for person in people.values() if person is not None)],
        unknown=[token for token, person in people.items() if person is None],
    )


@dataclass(frozen=True)
class Checked:
    """Somebody on a list: `why` they cannot be given it, and whether they concern the reader."""

    person: Person
    why: str
    concerns_you: bool

    @property
    def clear(self) -> bool:
        return not self.why and not self.concerns_you


def checked(badge: Badge, people: Sequence[Person], reader: Person) -> list[Checked]:
    """Two statements for any number."""
    out = left_out(badge, people)
    concerned = {person.pk for person in concerned_in_bulk(reader, badge, people)}
    labels = dict(BulkAwardPerson.LeftOut.choices)
    return [
        Checked(person, str(labels[out[person.pk]]) if person.pk in out else "", person.pk in concerned)
        for person in people
    ]
