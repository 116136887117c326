"""The typed rule as the page shows it: every field with its words, and with what is wrong just there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scoring.engine.criteria.errors import RuleError
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parameters import Parameter
from scoring.forms.rule.typed_node import Typed, TypedNode
from scoring.forms.rule.typed_rule import TypedRule
from scoring.forms.rule.words import GROUP_WORDS, KindWords, Words, choice_words, field_words, kind_words

Badges = Sequence[tuple[str, str]]  # slug, name


@dataclass(frozen=True)
class Option:
    value: str
    label: Words
    chosen: bool


@dataclass(frozen=True)
class ShownField:
    name: str
    id: str
    type: str  # number, count, choices or slug
    label: Words
    unit: Words
    typed: Typed
    least: str
    most: str
    optional: bool
    as_usual: bool  # nothing else was chosen than what the kind reads anyway
    options: tuple[Option, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class ShownNode:
    path: str
    id: str
    what: str
    words: KindWords
    is_group: bool
    depth: int
    errors: tuple[str, ...]
    fields: tuple[ShownField, ...] = ()  # that are always there
    choices: tuple[ShownField, ...] = ()  # that most rules leave as they are
    nodes: tuple[ShownNode, ...] = ()
    first: bool = False
    last: bool = False

    @property
    def choices_changed(self) -> bool:
        return not all(choice.as_usual for choice in self.choices)


@dataclass
class Mistakes:
    """By path; what no field takes is shown above the form."""

    by_path: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, errors: Iterable[RuleError]) -> Mistakes:
        mistakes = cls()
        for error in errors:
            said = f"{error.message}; {error.hint}" if error.hint else error.message
            mistakes.by_path.setdefault(error.path, []).append(f"{said[:1].upper()}{said[1:]}.")
        return mistakes

    def take(self, path: str) -> tuple[str, ...]:
        return tuple(self.by_path.pop(path, ()))

    @property
    def left(self) -> list[str]:
        return [f"{path}: {said}" if path else said for path, several in self.by_path.items() for said in several]


def shown_tree(rule: TypedRule, mistakes: Mistakes, badges: Badges) -> ShownNode:
    """The root; takes the mistakes of the criteria."""
    if not rule.stands_alone:
        return _node(rule.root, "n", "criteria", mistakes, badges)
    only = _node(rule.root.nodes[0], "n.0", "criteria", mistakes, badges, first=True, last=True)
    return ShownNode("n", "n", rule.root.what, GROUP_WORDS, True, 0, mistakes.take("criteria"), nodes=(only,))


def _node(
    node: TypedNode, path: str, place: str, mistakes: Mistakes, badges: Badges, *, first: bool = False,
    last: bool = False,
) -> ShownNode:  # fmt: skip
    inside = f"{place}.{node.what}"
    errors = (*mistakes.take(place), *(mistakes.take(inside) if node.nodes or not node.is_group else ()))
    if not node.nodes and node.is_group:
        mistakes.take(inside)  # the parser says how to write a list; the page has a button and words of its own
    name = path.replace(".", "-")
    end = len(node.nodes) - 1
    children = tuple(
        _node(child, f"{path}.{i}", f"{inside}[{i}]", mistakes, badges, first=i == 0, last=i == end)
        for i, child in enumerate(node.nodes)
    )
    if node.is_group:
        return ShownNode(
            path, name, node.what, GROUP_WORDS, True, path.count("."), errors, nodes=children, first=first, last=last
        )
    shown = [_field(node, p, path, inside, mistakes, badges) for p in KINDS[node.what].parameters]
    return ShownNode(
        path, name, node.what, kind_words(node.what), False, path.count("."), errors,
        fields=tuple(one for one in shown if one.type != "choices"),
        choices=tuple(one for one in shown if one.type == "choices"), first=first, last=last,
    )  # fmt: skip


def _field(
    node: TypedNode, parameter: Parameter, path: str, inside: str, mistakes: Mistakes, badges: Badges
) -> ShownField:
    words = field_words(node.what, parameter)
    typed = node.values.get(parameter.name, "")
    return ShownField(
        name=f"{path}:{parameter.name}",
        id=f"{path.replace('.', '-')}-{parameter.name}",
        type=parameter.type,
        label=words.label,
        unit=words.unit,
        typed=typed,
        least=f"{parameter.least:g}",
        most=f"{parameter.most:.0f}",
        optional=not parameter.required,
        as_usual=parameter.default is None or tuple(typed) == parameter.default,
        options=tuple(_options(parameter, typed, badges)),
        errors=mistakes.take(f"{inside}.{parameter.name}"),
    )


def _options(parameter: Parameter, typed: Typed, badges: Badges) -> Iterable[Option]:
    if parameter.type == "choices":
        for choice in parameter.choices:
            yield Option(choice, choice_words(choice), choice in typed)
    elif parameter.type == "slug":
        if typed and typed not in dict(badges):
            yield Option(str(typed), str(typed), True)
        for slug, name in badges:
            yield Option(slug, name, slug == typed)


def addable() -> list[tuple[str, KindWords]]:
    """What a button may add to a group, in the order of the registry."""
    return [*((kind, kind_words(kind)) for kind in KINDS), ("any", GROUP_WORDS)]
