"""The criteria part of a document -> nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from scoring.engine.criteria.errors import RuleError, probably_meant, unknown_name
from scoring.engine.criteria.kind import Kind
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import Condition, Group, Node
from scoring.engine.criteria.parameters import Parameter, Value, kind_of
from scoring.engine.language import say

GROUPS = ("all", "any")
DEPTH_MAX = 5  # nobody can say deeper nesting in a sentence


def read_node(raw: Any, path: str, errors: list[RuleError], depth: int = 1) -> Node | None:
    """None when something in it is wrong; `errors` then says what."""
    if not isinstance(raw, Mapping) or not raw:
        hint = say("write all, any, or one of {kinds}", kinds=", ".join(KINDS))
        errors.append(RuleError(path, say("expected one condition, found {found}", found=kind_of(raw)), hint))
        return None
    if len(raw) > 1:
        errors.append(RuleError(path, say("one condition at a time"), say("put several in a list under all: or any:")))
        return None
    name, inside = next(iter(raw.items()))
    if name in GROUPS:
        return _read_group(cast(Literal["all", "any"], name), inside, f"{path}.{name}", errors, depth)
    if name not in KINDS:
        errors.append(unknown_name(f"{path}.{str(name)[:60]}", str(name)[:60], (*GROUPS, *KINDS)))
        return None
    return _read_condition(KINDS[name], inside, f"{path}.{name}", errors)


def _read_group(
    combine: Literal["all", "any"], raw: Any, path: str, errors: list[RuleError], depth: int
) -> Node | None:
    if not isinstance(raw, list | tuple) or not raw:
        errors.append(
            RuleError(
                path, say("expected a list of conditions, found {found}", found=kind_of(raw)), say("start each with - ")
            )
        )
        return None
    if depth > DEPTH_MAX:
        errors.append(RuleError(path, say("nested deeper than {n} levels", n=DEPTH_MAX), say("make it flatter")))
        return None
    nodes = [read_node(child, f"{path}[{i}]", errors, depth + 1) for i, child in enumerate(raw)]
    whole = [node for node in nodes if node is not None]
    return Group(combine, tuple(whole)) if len(whole) == len(nodes) else None


def _read_condition(kind: Kind, raw: Any, path: str, errors: list[RuleError]) -> Node | None:
    if not isinstance(raw, Mapping):
        hint = say("for example {example}", example=f"{kind.parameters[0].name}: ...")
        errors.append(RuleError(path, say("expected a mapping, found {found}", found=kind_of(raw)), hint))
        return None
    before = len(errors)
    known = [p.name for p in kind.parameters]
    strange = [str(name)[:60] for name in raw if name not in known]
    errors.extend(unknown_name(f"{path}.{name}", name, known) for name in strange)
    misspelt = {probably_meant(name, known) for name in strange}
    values: list[tuple[str, Value]] = []
    for parameter in kind.parameters:
        if parameter.name in raw or parameter.name not in misspelt:  # one mistake is one error
            _read_parameter(parameter, raw, path, values, errors)
    if kind.one_of and not set(kind.one_of) & set(raw):
        errors.append(
            RuleError(path, say("asks for nothing"), say("give at least one of {words}", words=", ".join(kind.one_of)))
        )
    return Condition(kind.name, tuple(values)) if len(errors) == before else None


def _read_parameter(
    parameter: Parameter,
    raw: Mapping[str, Any],
    path: str,
    values: list[tuple[str, Value]],
    errors: list[RuleError],
) -> None:
    if parameter.name not in raw:
        if parameter.required:
            errors.append(RuleError(f"{path}.{parameter.name}", say("missing"), say(parameter.help)))
        elif parameter.default is not None:
            values.append((parameter.name, parameter.default))
        return
    try:
        values.append((parameter.name, parameter.read(raw[parameter.name])))
    except ValueError as problem:
        errors.append(RuleError(f"{path}.{parameter.name}", *problem.args))
