"""Versions of a rule in words, and what changes from one to another."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recognition.models import Badge
from recognition.models.badges import shown_name
from scoring.engine.criteria.nodes import Rule
from scoring.engine.criteria.words import criteria_in_words
from scoring.live_rules import live_rule
from scoring.models import RuleVersion

_ALIKE = 0.55  # from here on two sentences are one that was changed, and not one less and one more


@dataclass(frozen=True)
class Wording:
    """Rules in sentences, with the names of badges."""

    ids: Mapping[str, int]
    names: Mapping[str, str]

    @classmethod
    def now(cls) -> Wording:
        """One statement."""
        badges = list(Badge.objects.values_list("slug", "id", "name"))
        return cls({slug: pk for slug, pk, _name in badges}, {slug: name for slug, _pk, name in badges})

    def rule(self, version: RuleVersion) -> Rule:
        return live_rule(version.badge_id, version.number, version.digest, version.document, self.ids).rule

    def of(self, version: RuleVersion) -> list[str]:
        return self.of_rule(self.rule(version))

    def of_rule(self, rule: Rule) -> list[str]:
        return criteria_in_words(rule, {slug: shown_name(name) for slug, name in self.names.items()})


@dataclass(frozen=True)
class Span:
    """A part of a sentence: `kind` is "kept", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A sentence: `kind` is "kept", "gone", "new" or "changed"."""

    kind: str
    spans: tuple[Span, ...]


def difference(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """What a reader of the sentences before would have to learn anew."""
    lines: list[Line] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [_whole("kept", text) for text in before[a:b]]
        else:
            lines += _replaced(before[a:b], after[c:d])
    return lines


def _replaced(gone: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Each new sentence beside the one most like it."""
    left = list(gone)
    for text in new:
        near = max(left, key=lambda old: _likeness(old, text), default=None)
        if near is None or _likeness(near, text) < _ALIKE:
            yield _whole("new", text)
            continue
        left.remove(near)
        yield Line("changed", tuple(_spans(near, text)))
    yield from (_whole("gone", text) for text in left)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _spans(before: str, after: str) -> Iterator[Span]:
    old, new = (re.findall(r"\s+|[\w.,]*\w|[^\w\s]", text) for text in (before, after))
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Span("kept", "".join(old[a:b]))
            continue
        if b > a:
            yield Span("gone", "".join(old[a:b]))
        if d > c:
            yield Span("new", "".join(new[c:d]))


def _whole(kind: str, text: str) -> Line:
    return Line(kind, (Span(kind, text),))
