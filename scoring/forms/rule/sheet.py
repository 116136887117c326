"""One state of the editor: the text in hand, as a form or as YAML, with what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from scoring.engine.criteria.errors import RuleError, RuleErrors
from scoring.engine.criteria.lines import line_of, lines_of
from scoring.engine.criteria.text import TEXT_MAX_CHARACTERS, read_text
from scoring.forms.rule.shown import Badges, Mistakes, ShownField, ShownNode, shown_tree
from scoring.forms.rule.typed_node import CannotShowError
from scoring.forms.rule.typed_rule import TypedRule
from scoring.forms.rule.words import Words

# Fields outside the criteria: path of the parser -> id on the page, label.
FIELDS: Mapping[str, tuple[str, Promise]] = {
    "counts_from": ("counts_from", _("What counts")),
    "tiers": ("tiers", _("Tiers")),
    "tiers.silver": ("tier_silver", _("Silver")),
    "tiers.gold": ("tier_gold", _("Gold")),
    "award": ("award", _("Who decides")),
    "expires": ("expires", _("How long it lasts")),
    "title": ("title", _("Title")),
    "notes": ("notes", _("Notes")),
}


@dataclass(frozen=True)
class Mistake:
    """`anchor`: the id of the field it is in; `line`: of the YAML."""

    said: str
    where: Words = ""
    anchor: str = ""
    line: int | None = None


@dataclass
class Sheet:
    """`typed` is None while the text is edited as YAML; `cannot_show`: the form has no place for all of it."""

    badge: str
    text: str
    typed: TypedRule | None = None
    cannot_show: bool = False
    lost_comments: bool = False
    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of FIELDS
    tree: ShownNode | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def view(self) -> str:
        return "yaml" if self.typed is None else "form"

    @property
    def errors_of_silver(self) -> tuple[str, ...]:
        return self.errors.get("tiers.silver", ())

    @property
    def errors_of_gold(self) -> tuple[str, ...]:
        return self.errors.get("tiers.gold", ())

    @classmethod
    def of_form(cls, typed: TypedRule) -> Sheet:
        return cls(typed.badge, typed.text(), typed)

    @classmethod
    def from_post(cls, data: QueryDict, badge: str) -> Sheet:
        if data.get("view") == "yaml":
            # One more than is read, so that a longer text is refused in words and not cut in silence.
            text = data.get("text", "").replace("\r\n", "\n")[: TEXT_MAX_CHARACTERS + 1]
            return cls(badge, text)
        return cls.of_form(TypedRule.from_post(data, badge))

    def as_yaml(self) -> Sheet:
        return Sheet(self.badge, self.text)

    def as_form(self) -> Sheet:
        """The same as a form, where a form can hold it; else itself, saying so."""
        try:
            sheet = Sheet.of_form(TypedRule.from_document(read_text(self.text), self.badge))
        except (CannotShowError, RuleErrors):
            return Sheet(self.badge, self.text, cannot_show=True)
        sheet.lost_comments = has_comments(self.text)
        return sheet

    def show(self, errors: Sequence[RuleError], badges: Badges) -> None:
        """Put each mistake where it was made."""
        if self.typed is None:
            lines = lines_of(self.text)
            self.mistakes = [Mistake(str(error), line=line_of(error.path, lines)) for error in errors]
            return
        mistakes = Mistakes.of(errors)
        self.errors = {path: mistakes.take(path) for path in FIELDS}
        self.tree = shown_tree(self.typed, mistakes, badges)
        self.mistakes = [
            *_in_tree(self.tree),
            *(
                Mistake(said, where=FIELDS[path][1], anchor=FIELDS[path][0])
                for path, several in self.errors.items()
                for said in several
            ),
            *(Mistake(said) for said in mistakes.left),
        ]


def _in_tree(node: ShownNode) -> Iterator[Mistake]:
    yield from (Mistake(said, where=node.words.name, anchor=node.id) for said in node.errors)
    if node.is_group and not node.nodes:
        yield Mistake(str(_("Nothing is asked here yet: add a condition.")), where=node.words.name, anchor=node.id)
    yield from _in_fields((*node.fields, *node.choices))
    for child in node.nodes:
        yield from _in_tree(child)


def _in_fields(fields: Iterable[ShownField]) -> Iterator[Mistake]:
    for one in fields:
        yield from (Mistake(said, where=one.label, anchor=one.id) for said in one.errors)


def has_comments(text: str) -> bool:
    """Of YAML; a # in a quoted text is taken for one, which only says too much."""
    return any(line.lstrip().startswith("#") or " #" in line for line in text.splitlines())
