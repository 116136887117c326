"""The log of who did what, page by page, the newest first, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recognition import audit_words
from recognition.folding import folded
from recognition.models import AuditEntry, Award, Badge, Person, Role, Team
from recognition.models.awards import OF_ONE_CLICK
from recognition.models.badges import shown_name
from recognition.permissions import has_role

A_PAGE = 50
AT_ONCE = 1000  # of an export
MOST_WORDS, MOST_LOOKED_AT, MOST_NAMESAKES = 6, 1000, 50
# Keys of people, teams and badges in the data of entries.
_PEOPLE = frozenset(
    {"nominee", "receiver", "seconded_by", "manager", "to", "person", "lead", "approved_by", "of", "verifier"}
)
_TEAMS = frozenset({"team", "from_team", "parent"})
_BADGES = frozenset({"badge"})


@dataclass(frozen=True)
class Filters:
    """What the address asks for; empty: everything."""

    who: str = ""
    verb: str = ""
    kind: str = ""
    key: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def some(self) -> bool:
        return any((self.who, self.verb, self.kind, self.key, self.since, self.until))


@dataclass(frozen=True)
class Told:
    """An entry with its sentence; `data` as pairs, empty where it is not for this page."""

    entry: AuditEntry
    sentence: str
    data: list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    told: list[Told]
    older: int | None  # the number before which the next page begins
    newer: int | None


def entries(filters: Filters, reader: Person) -> QuerySet[AuditEntry]:
    """What the reader may see of it. Days are turned into numbers first: the chain is in the order of time."""
    found = AuditEntry.objects.order_by("-number")
    if not has_role(reader, Role.AUDITOR):
        for beginning in audit_words.FOR_AUDITORS_ONLY:
            found = found.exclude(verb__startswith=beginning)
    else:
        for concerning in audit_words.CONCERNING:
            found = found.exclude(concerning(reader))
    if filters.who:
        found = found.filter(actor__in=_actors(filters.who))
    if filters.verb:
        found = found.filter(verb=filters.verb)
    if filters.kind:
        found = found.filter(object_kind=filters.kind)
    if filters.key:
        found = found.filter(object_key=filters.key)
    if filters.since is not None:
        found = found.filter(number__gte=_first_number(filters.since))
    if filters.until is not None:
        found = found.filter(number__lt=_first_number(filters.until + timedelta(days=1)))
    return found


def page(filters: Filters, reader: Person, *, before: int | None = None, after: int | None = None) -> Page:
    """By number, not by counting: the hundredth page costs what the first one costs."""
    found = entries(filters, reader)
    if after is not None:
        rows = list(found.filter(number__gt=after).order_by("number")[: A_PAGE + 1])
        more_newer, rows = len(rows) > A_PAGE, rows[:A_PAGE][::-1]
        more_older = True
    else:
        rows = list((found.filter(number__lt=before) if before is not None else found)[: A_PAGE + 1])
        more_older, rows = len(rows) > A_PAGE, rows[:A_PAGE]
        more_newer = before is not None
    return Page(
        told=told(rows),
        older=rows[-1].number if rows and more_older else None,
        newer=rows[0].number if rows and more_newer else None,
    )


def export(filters: Filters, reader: Person) -> Iterator[Told]:
    """All of it, the newest first, a thousand at a time."""
    found, before = entries(filters, reader), None
    while rows := list((found.filter(number__lt=before) if before is not None else found)[:AT_ONCE]):
        yield from told(rows)
        before = rows[-1].number


def told(rows: Sequence[AuditEntry]) -> list[Told]:
    """With names for keys, in at most three statements for all of them."""
    names = _Names(rows)
    return [
        Told(row, names.sentence(row), [] if _closed(row.verb, audit_words.WITHOUT_DATA) else names.data(row))
        for row in rows
    ]


def verbs(reader: Person) -> list[tuple[str, str]]:
    """For the filter: each verb, and its sentence about somebody."""
    anybody: Mapping[str, object] = defaultdict(lambda: "…", actor=_("Somebody"), people=_Unsaid("…"))
    closed = set() if has_role(reader, Role.AUDITOR) else audit_words.FOR_AUDITORS_ONLY
    shown = [(verb, str(said % anybody)) for verb, said in audit_words.SENTENCES.items() if not _closed(verb, closed)]
    return sorted(shown, key=lambda entry: entry[1])


def kinds(reader: Person) -> list[tuple[str, str]]:
    return sorted(((kind, str(words)) for kind, words in audit_words.KINDS.items()), key=lambda entry: entry[1])


def _closed(verb: str, beginnings: Iterable[str]) -> bool:
    return verb.startswith(tuple(beginnings))


def _actors(who: str) -> list[str]:
    """A person by id or address, or a part of the system by its name; otherwise the people of that name."""
    person = Person.objects.filter(Q(key=who) | Q(email__iexact=who)).first()
    if person is not None:
        return [person.key]
    return [who, f"system:{who}", *_keys_of_namesakes(folded(who).split()[:MOST_WORDS])]


def _keys_of_namesakes(words: list[str]) -> list[str]:
    """People whose name, folded, holds every word. What is searched holds title and place as well."""
    found = Person.objects.order_by("display_name", "key")
    for word in words:
        found = found.filter(search_text__contains=word)
    names = found.values_list("key", "display_name")[:MOST_LOOKED_AT]
    return [key for key, name in names if all(word in folded(name) for word in words)][:MOST_NAMESAKES]


def _first_number(day: date) -> int:
    """Of the first entry at or after the beginning of the day; behind the end where there is none yet."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    first = AuditEntry.objects.filter(at__gte=start).order_by("at", "number").values_list("number", flat=True).first()
    return first if first is not None else 2**62


class _Unsaid(int):
    """A number that nobody said: several, for the sentence around it."""

    shown: str

    def __new__(cls, shown: str) -> _Unsaid:
        number = super().__new__(cls, 2)
        number.shown = shown
        return number

    def __str__(self) -> str:
        return self.shown


class _Names:
    """Names for the keys of a page of entries."""

    def __init__(self, rows: Sequence[AuditEntry]) -> None:
        people, teams, badges = set[str](), set[str](), set[str]()
        for row in rows:
            people.add(row.actor)
            kind, key = row.object_kind, row.object_key
            (teams if kind == "team" else badges if kind == "badge" else people).add(key)
            if kind in ("award", "ruleversion", "rolegrant"):
                before, _slash, after = key.partition("/")
                people.add(before)
                badges |= {before, after}
            for name, value in row.data.items() if isinstance(row.data, dict) else ():
                if isinstance(value, str) and name in _PEOPLE | _TEAMS | _BADGES:
                    (people if name in _PEOPLE else teams if name in _TEAMS else badges).add(value)
        self.people: dict[str, str] = dict(Person.objects.filter(key__in=people).values_list("key", "display_name"))
        self.teams: dict[str, str] = dict(Team.objects.filter(key__in=teams).values_list("key", "name"))
        named = Badge.objects.filter(slug__in=badges).values_list("slug", "name")
        self.badges: dict[str, str] = {slug: shown_name(name) for slug, name in named}

    def sentence(self, row: AuditEntry) -> str:
        words: dict[str, object] = defaultdict(lambda: "–", verb=row.verb, people=_Unsaid("–"))
        words |= {name: self._word(name, value) for name, value in row.data.items() if value is not None}
        words |= {"actor": self._actor(row.actor), "object": self._object(row)}
        if row.object_kind == "award":
            person, _slash, badge = row.object_key.partition("/")
            words |= {"person": self.people.get(person, person), "badge": self.badges.get(badge, badge)}
            words["to"] = str(dict(Award.Status.choices).get(row.data.get("to"), row.data.get("to") or "–"))
        if "role" in row.data:
            words["role"] = str(dict(Role.choices).get(row.data["role"], row.data["role"]))
        return str(audit_words.SENTENCES.get(row.verb, audit_words.UNKNOWN) % words)

    def data(self, row: AuditEntry) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in row.data.items() if value not in (None, "", [], {})]
        # The judge's reasons are messages that were kept in the program's language, and so are those of one click;
        # what a person wrote stays as it is.
        of_the_judge = row.actor.startswith("system:")
        return [
            (
                name,
                _(value) if name == "reason" and (of_the_judge or value in OF_ONE_CLICK) else self._value(name, value),
            )
            for name, value in kept
        ]

    def _actor(self, actor: str) -> str:
        if actor.startswith("system:"):
            return _("The system (%(part)s)") % {"part": actor.removeprefix("system:")}
        return self.people.get(actor, actor)

    def _object(self, row: AuditEntry) -> str:
        kind, key = row.object_kind, row.object_key
        if kind in ("person", "rolegrant"):
            return self.people.get(key, key)
        if kind == "team":
            return self.teams.get(key, key)
        if kind == "badge":
            return self.badges.get(key, key)
        if kind == "ruleversion":
            slug, _slash, number = key.partition("/")
            return _("%(badge)s, version %(number)s") % {"badge": self.badges.get(slug, slug), "number": number}
        if kind == "award":
            person, _slash, slug = key.partition("/")
            return _("%(badge)s of %(person)s") % {
                "badge": self.badges.get(slug, slug),
                "person": self.people.get(person, person),
            }
        return key

    def _word(self, name: str, value: Any) -> object:
        """A number stays one: the sentence goes by it."""
        return value if isinstance(value, int) and not isinstance(value, bool) else self._value(name, value)

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, str):
            names = self.people if name in _PEOPLE else self.teams if name in _TEAMS else self.badges
            if name in _PEOPLE | _TEAMS | _BADGES:
                return names.get(value, value)
            return _as_day(value) or value
        if isinstance(value, dict):
            return ", ".join(f"{inner}: {self._value(inner, of)}" for inner, of in value.items())
        if isinstance(value, list):
            return ", ".join(self._value("", one) for one in value)
        return str(value)


def _as_day(text: str) -> str:
    """A stored day as people write it; empty where it is something else."""
    if len(text) != 10 or not text[:4].isdigit():
        return ""
    try:
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return ""
