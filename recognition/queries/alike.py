"""Who in the directory may be meant by an account that a tool knows: suggested to an admin, never decided here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When

from recognition.folding import folded
from recognition.models import Person

MOST_SUGGESTED = 3
MOST_FOUND = 300  # people for all the accounts of one page
SHORTEST = 3  # letters of a login that says anything
_BETWEEN = re.compile(r"[^a-z0-9]+")
_INITIAL = re.compile(r"[a-z]{5,40}")


@dataclass(frozen=True)
class Clue:
    """What a tool says of an account; all of it may be empty, and none of it need be true."""

    name: str = ""
    login: str = ""
    email: str = ""


def alike(clues: Sequence[Clue]) -> list[list[Person]]:
    """For each clue those who work here and may be meant, the likeliest first. One statement for all of them."""
    seen = [_Seen(clue) for clue in clues]
    asked: dict[int, Q] = {}
    for likeness, question in (question for one in seen for question in one.questions()):
        asked[likeness] = asked.get(likeness, Q()) | question
    if not asked:
        return [[] for _ in clues]
    found = Person.objects.active().human().select_related("team").filter(reduce(or_, asked.values()))
    # Part of a name is part of many: whom more speaks for is among those who are read.
    likeliest = Case(*(When(asked[likeness], then=Value(-likeness)) for likeness in sorted(asked, reverse=True)))
    people = list(found.order_by(likeliest, "display_name", "key")[:MOST_FOUND])
    return [one.best(people) for one in seen]


class _Seen:
    """A clue taken apart: the whole address, short names, and names of several words."""

    def __init__(self, clue: Clue) -> None:
        self.email = clue.email.replace("\x00", "").strip().lower()
        local = self.email.partition("@")[0]
        before, plus, after = local.partition("+")
        # GitHub's private addresses begin with a number: 123+login@users.noreply…; others end in a note to oneself.
        local = after if plus and before.isdigit() else before
        told = [folded(text.replace("\x00", "")).strip() for text in (clue.login, local)]
        self.handles = {text for text in told if len(text) >= SHORTEST}
        split = (tuple(filter(None, _BETWEEN.split(text))) for text in (folded(clue.name), *told))
        self.words = {words for words in split if len(words) > 1 and max(map(len, words)) >= SHORTEST}
        self.initials = {(text[0], text[1:]) for text in self.handles if _INITIAL.fullmatch(text)}

    def questions(self) -> Iterator[tuple[int, Q]]:
        """Each with the likeness of whom it can find, at most."""
        if self.email:
            yield 4, Q(email__iexact=self.email)
        for handle in sorted(self.handles):
            yield 3, Q(key=handle) | Q(email__istartswith=f"{handle}@")
        for words in sorted(self.words):
            yield 2, Q(*(Q(search_text__contains=word) for word in words))
        for _initial, rest in sorted(self.initials):
            yield 1, Q(search_text__contains=rest)

    def best(self, people: list[Person]) -> list[Person]:
        told = [(self._likeness(person), person) for person in people]
        fitting = sorted((one for one in told if one[0]), key=lambda one: -one[0])
        return [person for _likeness, person in fitting[:MOST_SUGGESTED]]

    def _likeness(self, person: Person) -> int:
        """0: not meant. The same address says most, an initial before the last name least."""
        email = (person.email or "").lower()
        names = set(filter(None, _BETWEEN.split(folded(person.display_name))))
        if self.email and email == self.email:
            return 4
        if {person.key, email.partition("@")[0]} & self.handles:
            return 3
        if any(names.issuperset(words) for words in self.words):
            return 2
        return int(any(self._fits(initial, rest, names) for initial, rest in self.initials))

    @staticmethod
    def _fits(initial: str, rest: str, names: set[str]) -> bool:
        return rest in names and any(name.startswith(initial) for name in names - {rest})
