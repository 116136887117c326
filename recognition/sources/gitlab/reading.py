"""What each event of GitLab says: facts, or why it says none."""

from collections.abc import Callable

from recognition.deliveries.contract import Fact, Reading
from recognition.deliveries.parts import Part
from recognition.sources.gitlab.changes import merge_request, push
from recognition.sources.gitlab.work import deployment, issue_event


def read(message: Part) -> Reading:
    kind = event_name(message)
    reader = _READERS.get(message.maybe_word("object_kind"))
    found = reader(message) if reader is not None else "Nothing that this kind of event tells is an outcome."
    return Reading(kind=kind, ignored=found) if isinstance(found, str) else Reading(kind=kind, facts=tuple(found))


def event_name(message: Part) -> str:
    kind = message.maybe_word("object_kind") or message.maybe_word("event_name") or "unknown"
    attributes = message.maybe_part("object_attributes")
    detail = attributes.maybe_word("action") if attributes is not None else message.maybe_word("action")
    detail = detail or message.maybe_word("status")
    return f"{kind}.{detail}" if detail else kind


_READERS: dict[str, Callable[[Part], list[Fact] | str]] = {
    "merge_request": merge_request,
    "issue": issue_event,
    "work_item": issue_event,
    "deployment": deployment,
    "note": lambda message: "A comment confirms nothing.",
    "pipeline": lambda message: "A pipeline is a machine's work.",
    "build": lambda message: "A job is a machine's work.",
    "push": push,
    "tag_push": lambda message: "A tag says nothing of who did what.",
    "release": lambda message: "A release names nobody; what is in it counted when it was merged.",
}
