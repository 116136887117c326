"""Whether the database holds a finished demo. The audit knows: a demo begins and ends with an entry."""

from __future__ import annotations

from enum import Enum

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.models import AuditEntry, Person

DEMO = System("demo")
BEGIN, END = "demo.begin", "demo.end"


class State(Enum):
    EMPTY = "nothing in it"
    BEGUN = "a demo whose making was interrupted"
    BUILT = "a demo"
    FOREIGN = "people that no demo made"


def state() -> State:
    """Needs the tables."""
    if AuditEntry.objects.filter(actor="system:demo", verb=END).exists():
        return State.BUILT
    if AuditEntry.objects.filter(actor="system:demo", verb=BEGIN).exists():
        return State.BEGUN
    return State.FOREIGN if Person.objects.exists() else State.EMPTY


def note_begin(what: str) -> None:
    audit.record(by=DEMO, verb=BEGIN, object_kind="demo", object_key=what, data={})


def note_end(what: str) -> None:
    audit.record(by=DEMO, verb=END, object_kind="demo", object_key=what, data={})
