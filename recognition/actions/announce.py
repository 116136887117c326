"""The end of every action: tell who listens, then write the audit entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from recognition.actions import audit
from recognition.actions.actors import By
from recognition.signals import facts_changed


def announce(
    about: Model, *, by: By, verb: str, key: str | int, data: Mapping[str, Any], person_ids: Iterable[int] = ()
) -> None:
    """Send `facts_changed` for `person_ids` (if any) and append the audit entry.

    Always in this order: the audit head is one lock for everybody, so it is taken last and held shortest,
    and two actions never wait for each other crosswise.
    """
    kind = about._meta.model_name or ""
    # 200 characters are all that the column holds; only the keys of outcomes can be longer, with their source.
    act = audit.Act(by, verb, kind, str(key)[:200], data)
    held = _held.get() or _Announced()
    held.add(act, type(about), set(person_ids))
    if _held.get() is None:
        held.tell()


@contextmanager
def at_the_end() -> Iterator[None]:
    """What is announced within is told when the block ends, in the order above: for many actions in one transaction.

    Told one by one, the first would hold the audit head until the last is done. Nothing is told of a block that fails;
    so nobody may catch an error of an action within it and go on.
    """
    if _held.get() is not None:
        yield  # the outermost tells
        return
    held = _Announced()
    before = _held.set(held)
    try:
        yield
    finally:
        _held.reset(before)
    held.tell()


@dataclass
class _Announced:
    acts: list[audit.Act] = field(default_factory=list)
    # By the noun of the verb: who listens goes by that, and rows of one statement are locked in one order.
    touched: dict[str, tuple[type[Model], str, set[int]]] = field(default_factory=dict)

    def add(self, act: audit.Act, about: type[Model], person_ids: set[int]) -> None:
        self.acts.append(act)
        if person_ids:
            noun = act.verb.partition(".")[0]
            sender, verb, known = self.touched.get(noun, (about, act.verb, set[int]()))
            self.touched[noun] = sender, verb, known | person_ids

    def tell(self) -> None:
        for sender, verb, person_ids in self.touched.values():
            facts_changed.send(sender=sender, person_ids=person_ids, reason=verb)
        audit.record_many(self.acts)


_held: ContextVar[_Announced | None] = ContextVar("announced", default=None)
