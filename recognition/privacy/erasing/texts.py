"""Texts in which somebody is named, and what becomes of them: piece by piece, so that nothing is whole in memory."""

from __future__ import annotations

import functools
import operator
from typing import Any

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from recognition.forgetting import ERASED
from recognition.privacy.erasing.erased import Erased

ROWS_AT_ONCE = 500


def empty(rows: QuerySet[Any], *fields: str) -> int:
    """Each of these texts goes; how many rows had one."""
    return max(rows.exclude(**{f"{field}__in": ["", ERASED]}).update(**{field: ERASED}) for field in fields)


def take_names_out(model: type[Model], *fields: str, erased: Erased) -> int:
    """The person's name goes out of these texts and JSON values, whoever wrote them; how many rows named them."""
    rows = model._default_manager.annotate(**{f"{field}_as_text": Cast(field, TextField()) for field in fields})
    named = functools.reduce(
        operator.or_,
        (Q(**{f"{field}_as_text__icontains": name}) for field in fields for name in erased.spellings),
        Q(pk=None),
    )
    changed: list[Model] = []
    done = 0
    for row in rows.filter(named).order_by("pk").iterator(ROWS_AT_ONCE):
        for field in fields:
            setattr(row, field, erased.without_names_in(getattr(row, field)))
        changed.append(row)
        if len(changed) == ROWS_AT_ONCE:
            done += model._default_manager.bulk_update(changed, fields)
            changed = []
    return done + (model._default_manager.bulk_update(changed, fields) if changed else 0)


def empty_where_named(model: type[Model], field: str, *, erased: Erased, also: Q | None = None) -> int:
    """Of a table that only grows: the whole text goes where it names the person, or where `also` says so."""
    named = functools.reduce(
        operator.or_, (Q(**{f"{field}__icontains": name}) for name in erased.spellings), also or Q(pk=None)
    )
    return (
        model._default_manager.filter(named).exclude(**{field: ERASED}).exclude(**{field: ""}).update(**{field: ERASED})
    )
