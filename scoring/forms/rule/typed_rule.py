"""A whole rule as somebody typed it: in the form, or as YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.http import QueryDict

from scoring.engine.criteria.nodes import AWARD_WAYS, TIER_NAMES, Condition, Rule
from scoring.engine.criteria.parse import FIELDS
from scoring.forms.rule.typed_node import (
    CannotShowError,
    TypedNode,
    node_from_document,
    node_from_post,
    node_from_rule,
    number_as_typed,
    number_or_text,
)

SPANS = {"counts_from": "epoch", "expires": "day"}


@dataclass
class TypedRule:
    """`root` is a group; `bare`: of one condition, which stands in the rule without a list around it."""

    badge: str
    root: TypedNode = field(default_factory=lambda: TypedNode("all"))
    bare: bool = True
    award: str = "automatic"
    counts_from: str = ""
    expires: str = ""
    tiers: int = 0  # how many
    multiples: dict[str, str] = field(default_factory=dict)  # of silver and gold
    title: str = ""
    notes: str = ""

    @classmethod
    def from_rule(cls, rule: Rule) -> TypedRule:
        bare = isinstance(rule.criteria, Condition)
        node = node_from_rule(rule.criteria)
        return cls(
            badge=rule.badge,
            root=TypedNode("all", nodes=[node]) if bare else node,
            bare=bare,
            award=rule.award,
            counts_from="" if rule.counts_from is None else str(rule.counts_from),
            expires="" if rule.expires_days is None else str(rule.expires_days),
            tiers=len(rule.tiers),
            multiples={name: number_as_typed(multiple) for name, multiple in rule.tiers[1:]},
            title=rule.title,
            notes=rule.notes,
        )

    @classmethod
    def from_document(cls, raw: Any, badge: str) -> TypedRule:
        """From YAML as it was read, with the mistakes that a form can hold. Raises CannotShowError."""
        if not isinstance(raw, Mapping) or set(raw) - set(FIELDS) or raw.get("award", "automatic") not in AWARD_WAYS:
            raise CannotShowError
        node = node_from_document(raw["criteria"]) if "criteria" in raw else TypedNode("all")
        multiples = _multiples(raw.get("tiers"))
        return cls(
            badge=badge,
            root=node if node.is_group else TypedNode("all", nodes=[node]),
            bare=not node.is_group,
            award=raw.get("award", "automatic"),
            counts_from=_span(raw, "counts_from"),
            expires=_span(raw, "expires"),
            tiers=len(multiples),
            multiples={name: text for name, text in multiples.items() if name != TIER_NAMES[0]},
            title=_words(raw, "title"),
            notes=_words(raw, "notes"),
        )

    @classmethod
    def from_post(cls, data: QueryDict, badge: str) -> TypedRule:
        tiers = data.get("tiers", "0")
        return cls(
            badge=badge,
            root=node_from_post(data),
            bare=data.get("bare") == "1",
            award=data.get("award", "automatic"),
            counts_from=data.get("counts_from", "").strip(),
            expires=data.get("expires", "").strip(),
            tiers=int(tiers) if tiers in ("1", "2", "3") else 0,
            multiples={name: data.get(f"tier_{name}", "").strip() for name in TIER_NAMES[1:]},
            title=data.get("title", "").strip(),
            notes=data.get("notes", "").replace("\r\n", "\n").strip(),
        )

    @property
    def stands_alone(self) -> bool:
        return self.bare and len(self.root.nodes) == 1 and not self.root.nodes[0].is_group

    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = {"badge": self.badge, "award": self.award}
        for name, unit in SPANS.items():
            if typed := getattr(self, name):
                document[name] = f"{typed} {unit}s"
        document["criteria"] = self.root.nodes[0].document() if self.stands_alone else self.root.document()
        if self.tiers:
            names = TIER_NAMES[: self.tiers]
            document["tiers"] = {name: number_or_text(self.multiples.get(name, "")) for name in names}
            document["tiers"][TIER_NAMES[0]] = 1
        for name in ("title", "notes"):
            if text := getattr(self, name):
                document[name] = text
        return document

    def text(self) -> str:
        return as_yaml(self.document())


class _Dumper(yaml.SafeDumper):
    """Lists are set in under what they belong to, as everybody writes them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def as_yaml(document: Mapping[str, Any]) -> str:
    # The innermost mappings in one line: a condition is read at a glance.
    return yaml.dump(
        dict(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100
    )  # fmt: skip


def _span(raw: Mapping[str, Any], name: str) -> str:
    if name not in raw:
        return ""
    found = re.fullmatch(rf"(.{{1,12}}) {SPANS[name]}s?", str(raw[name]))
    if found is None:
        raise CannotShowError
    return found.group(1)


def _words(raw: Mapping[str, Any], name: str) -> str:
    words = raw.get(name, "")
    if not isinstance(words, str):
        raise CannotShowError
    return words.strip()


def _multiples(raw: Any) -> dict[str, str]:
    """In the order of tiers, the first of them 1."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping) or tuple(raw) != TIER_NAMES[: len(raw)] or raw[TIER_NAMES[0]] != 1:
        raise CannotShowError
    if any(isinstance(value, bool) or not isinstance(value, int | float | str) for value in raw.values()):
        raise CannotShowError
    return {n: value if isinstance(value, str) else number_as_typed(value) for n, value in raw.items()}
