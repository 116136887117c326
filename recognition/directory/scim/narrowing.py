"""The part of a filter that the database can answer.

What is narrowed holds every match and may hold more: the library's own evaluator always has the last word. So
`userName eq "x"`, which identity providers ask before each push, reads one row of a hundred thousand.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from scim2_models.path import CompareOperator, Comparison
from scim2_models.path.expressions import AttrPath, FilterNode, LogicalExpr, LogicalOperator, ValuePath

from recognition.directory.scim.resources import compared

_USER_COLUMNS = {"id": "scim_id", "externalid": "external_id", "username": "name", "employeenumber": "employee_number"}
_GROUP_COLUMNS = {"id": "scim_id", "externalid": "external_id", "displayname": "name"}
_MOMENTS = {"created": "created_at", "lastmodified": "changed_at"}
_LATER = {CompareOperator.gt, CompareOperator.ge, CompareOperator.eq}
# Dates are compared exactly by the evaluator, and perhaps in another precision by the database.
_SLACK = timedelta(seconds=1)
Columns = dict[str, str]


def narrowed_users(node: FilterNode | None) -> Q | None:
    """None: this filter needs every user read."""
    return _narrowed(node, _USER_COLUMNS)


def narrowed_groups(node: FilterNode | None) -> Q | None:
    return _narrowed(node, _GROUP_COLUMNS)


def _narrowed(node: FilterNode | None, columns: Columns) -> Q | None:
    if isinstance(node, LogicalExpr):
        terms = [_narrowed(term, columns) for term in node.terms]
        known = [term for term in terms if term is not None]
        if node.op == LogicalOperator.and_:
            return _all(known)
        return _any(known) if len(known) == len(terms) else None
    if isinstance(node, ValuePath):
        inner = node.val_filter
        if isinstance(inner, Comparison) and inner.attr_path.attr.lower() == "value":
            return _compared(AttrPath(node.attr_path.attr, "value"), inner, columns)
        return None
    if isinstance(node, Comparison):
        return _compared(node.attr_path, node, columns)
    return None


def _compared(path: AttrPath, node: Comparison, columns: Columns) -> Q | None:
    attr, sub = path.attr.lower(), (path.sub_attr or "").lower()
    if attr == "meta" and sub in _MOMENTS and node.op in _LATER:
        return _since(_MOMENTS[sub], node.value)
    if node.op != CompareOperator.eq or not isinstance(node.value, str):
        return None
    value = compared(node.value)
    if attr == "members" and sub in ("", "value") and columns is _GROUP_COLUMNS:
        return Q(memberships__value=value) | Q(memberships__user__scim_id=value)
    if attr == "manager" and sub in ("", "value") and columns is _USER_COLUMNS:
        return Q(manager_named=value)
    return Q(**{columns[attr]: value}) if not sub and attr in columns else None


def _since(column: str, value: object) -> Q | None:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    try:
        return Q(**{f"{column}__gte": moment - _SLACK})
    except OverflowError:
        return None


def _all(terms: list[Q]) -> Q | None:
    if not terms:
        return None
    joined = Q()
    for term in terms:
        joined &= term
    return joined


def _any(terms: list[Q]) -> Q | None:
    if not terms:
        return None
    joined = terms[0]
    for term in terms[1:]:
        joined |= term
    return joined
