"""What a story is: people who join before the others are hired, and facts told after the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from badges_site.demo.company.model import Company, Employee


@dataclass(frozen=True)
class Story:
    """`key` is the person to sign in as; `line` says in one line what to look at."""

    key: str
    line: str
    join: Callable[[Company], None]
    tell: Callable[[Company], None]
    roles: tuple[tuple[str, str], ...] = field(default=())  # (role, badge slug or "")


def nothing_more(company: Company) -> None:
    """The person lives the usual life."""


def joins(
    company: Company,
    key: str,
    name: str,
    team: str,
    title: str,
    home: tuple[str, str],
    days_ago: int,
    *,
    alone: bool = False,
    diligence: float = 1.0,
    warmth: float = 1.0,
    known_for: tuple[str, ...] = (),
    family_first: bool = False,
    helpful: float = 1.0,
) -> Employee:
    """Somebody of the cast. `alone`: no usual facts; the story tells them all."""
    started = company.working_day(company.day(days_ago), company.day(days_ago))
    return company.add(
        Employee(
            key,
            name,
            team,
            title,
            *home,
            started,
            in_a_story=alone,
            diligence=diligence,
            warmth=warmth,
            known_for=known_for,
            checks=0.0 if alone else 1.0,
            family_first=family_first,
            helpful=helpful,
        )
    )
