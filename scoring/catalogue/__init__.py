"""The starter catalogue: badges and rules that a company can begin with, as YAML beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class CatalogueBadge:
    """One badge of the catalogue, with the text of its rule."""

    slug: str
    name: str
    purpose: str  # one sentence
    category: str  # recognition.models.Badge.Category
    nominable: bool
    art: Mapping[str, str]  # see recognition.art
    rule_text: str  # YAML, for scoring.engine.criteria.parse.parse_rule_text


def load_catalogue() -> list[CatalogueBadge]:
    """All badges in the order of `badges.yaml`. Raises FileNotFoundError for a badge without a rule."""
    entries = yaml.safe_load((HERE / "badges.yaml").read_text(encoding="utf-8"))
    return [
        CatalogueBadge(**entry, rule_text=(HERE / "rules" / f"{entry['slug']}.yaml").read_text(encoding="utf-8"))
        for entry in entries
    ]
