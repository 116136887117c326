"""Attributes of OTLP: who, with which tool. Everything else of them is left where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from scoring.usage.readings import TOOL_LENGTH, Who, identities, tidy

Attributes = dict[str, str]

# Names that tools give to people, the most telling first.
IDENTITIES = ("user.email", "user.id", "user.account_uuid", "user.account_id", "enduser.id")
TOOLS = ("service.name", "gen_ai.agent.name", "gen_ai.provider.name", "gen_ai.system")
# What was written or answered. Dropped while reading, before anything else sees it: these can be on any level.
TEXTS = ("prompt", "completion", "body", "messages", "instructions", "content", "arguments", "result")


def plain(attributes: Iterable[KeyValue]) -> Attributes:
    """Single values as text; lists, maps and everything that can hold a prompt are left out."""
    # Almost all values are text: asked first, because this line runs for each attribute of each point.
    return {one.key: one.value.string_value or _text(one.value) for one in attributes if not may_hold_text(one.key)}


@lru_cache(maxsize=4096)
def may_hold_text(key: str) -> bool:
    return key.rpartition(".")[2] in TEXTS


def who(attributes: Attributes) -> Who:
    return _who(tuple(map(attributes.get, IDENTITIES)))


def tool(attributes: Attributes, default: str = "unknown") -> str:
    """The tool as people know it: the agent's or the service's name, else who provides the model."""
    return _tool(tuple(map(attributes.get, TOOLS)), default)


# A delivery names the same few people and tools on each of its points.
@lru_cache(maxsize=4096)
def _who(values: tuple[str | None, ...]) -> Who:
    return identities((key, value) for key, value in zip(IDENTITIES, values, strict=True) if value)


@lru_cache(maxsize=4096)
def _tool(values: tuple[str | None, ...], default: str) -> str:
    for value in values:
        name = tidy(value or "", TOOL_LENGTH)
        if name and not name.startswith("unknown_service"):  # the SDK's word for "nobody set it"
            return name
    return default


def _text(value: AnyValue) -> str:
    kind = value.WhichOneof("value")
    if kind == "int_value":
        return str(value.int_value)
    if kind == "double_value":
        return repr(value.double_value)
    if kind == "bool_value":
        return "true" if value.bool_value else "false"
    return ""
