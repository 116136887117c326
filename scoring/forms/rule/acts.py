"""Adding, removing and moving conditions: one act a button."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parameters import Parameter
from scoring.engine.criteria.tree import GROUPS
from scoring.forms.rule.typed_node import MOST_LEVELS, MOST_NODES, Typed, TypedNode, number_as_typed

# What a new condition asks for until somebody types something else: ordinary, and lawful by itself.
STARTS: dict[str, dict[str, Typed]] = {
    "peer_support": {"at_least": "3", "voices": "3", "teams": "2"},
    "outcomes": {"credit": "5", "roots": "3", "verifiers": "3"},
    "verifications_given": {"at_least": "5", "authors": "5", "teams": "2"},
    "tenure": {"days": "365"},
    "usage_weeks": {"at_least": "12"},
}


def new_node(what: str) -> TypedNode:
    if what in GROUPS:
        return TypedNode(what)
    parameters = KINDS[what].parameters
    return TypedNode(what, {p.name: STARTS.get(what, {}).get(p.name, _start(p)) for p in parameters})


def _start(parameter: Parameter) -> Typed:
    if parameter.type == "choices":
        return list(parameter.default) if isinstance(parameter.default, tuple) else []
    return number_as_typed(parameter.least) if parameter.required and parameter.type in ("number", "count") else ""


def act(root: TypedNode, verb: str, path: str, what: str = "") -> str:
    """Change the tree; the path of the node to look at next.

    Raises:
        BadRequest: for what no button sends.
        ValidationError: the next form would hold more than is taken back; the tree is as it was.
    """
    steps = _steps(path)
    node = _at(root, steps)
    if verb == "add":
        if not node.is_group or (what not in GROUPS and what not in KINDS):
            raise BadRequest("Nothing can be added there.")
        _keep_readable(root, levels=len(steps) + 1)
        node.nodes.append(new_node(what))
        return _path([*steps, len(node.nodes) - 1])
    if not steps:
        raise BadRequest("The whole cannot be moved.")
    parent, index = _at(root, steps[:-1]), steps[-1]
    if verb == "remove":
        del parent.nodes[index]
        return _path(steps[:-1])
    if verb == "either":
        _keep_readable(root, levels=len(steps) + 1 + node.levels)
        parent.nodes[index] = TypedNode("any", nodes=[node])
        return _path(steps)
    if verb in ("up", "down"):
        other = index + (1 if verb == "down" else -1)
        if not 0 <= other < len(parent.nodes):
            return path
        parent.nodes[index], parent.nodes[other] = parent.nodes[other], node
        return _path([*steps[:-1], other])
    if verb == "out" and len(steps) > 1:
        del parent.nodes[index]
        _at(root, steps[:-2]).nodes.insert(steps[-2] + 1, node)
        return _path([*steps[:-2], steps[-2] + 1])
    raise BadRequest("This is no button of the editor.")


def _keep_readable(root: TypedNode, *, levels: int) -> None:
    if root.size >= MOST_NODES:
        raise refusal(_("The form holds no more conditions than these: remove one first."), code="too_many")
    if levels > MOST_LEVELS:
        raise refusal(_("Groups do not go deeper than this: take one of them apart first."), code="too_deep")


def _steps(path: str) -> list[int]:
    first, *rest = path.split(".")
    if first != "n" or not all(step.isascii() and step.isdecimal() and len(step) <= 3 for step in rest):
        raise BadRequest("This is no place in a rule.")
    return [int(step) for step in rest]


def _path(steps: list[int]) -> str:
    return ".".join(["n", *map(str, steps)])


def _at(root: TypedNode, steps: list[int]) -> TypedNode:
    node = root
    for step in steps:
        if step >= len(node.nodes):
            raise BadRequest("This is no place in a rule.")
        node = node.nodes[step]
    return node
