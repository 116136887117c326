"""Under which key an outcome of CDEvents is known, and when it was."""

from datetime import datetime

from recognition.deliveries.parts import Part, key_of


def at(event: Part) -> datetime:
    return event.part("context").moment("timestamp")


def key(kind: str, subject: Part) -> str:
    return key_of(f"{kind}:{subject.maybe_word('source')}#{subject.word('id')}")


def deployment(subject: Part, artifact: str) -> str:
    return key_of(f"{key('service', subject)}@{environment(subject)}:{artifact}")


def environment(subject: Part) -> str:
    holder = subject.maybe_part("content") or subject
    found = holder.maybe_part("environment")
    return found.word("id") if found is not None else ""


def root(more: Part | None) -> str:
    return key_of(more.maybe_word("root")) if more is not None else ""
