"""Facts as exchanges: who gave what to whom, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Contribution, Nomination, Outcome, Person, Thanks, Verification

KINDS: dict[str, Promise] = {
    "nomination": _("nomination"),
    "thanks": _("thanks"),
    "verification": _("confirmation"),
    "outcome": _("piece of work"),
}


@dataclass(frozen=True)
class Exchange:
    """One fact. A piece of work has no giver; work that several did has several receivers."""

    kind: str
    at: datetime
    giver: Person | None
    receivers: tuple[Person, ...]
    words: str
    link: str = ""

    @property
    def label(self) -> Promise:
        return KINDS[self.kind]


def exchanges_of(evidence: Iterable[Mapping[str, Any]]) -> list[Exchange]:
    """Facts as findings and awards keep them, each once, the latest first. At most eight statements."""
    ids: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for fact in evidence:
        if fact["kind"] in ids:
            ids[fact["kind"]].add(fact["id"])
    found = [*_nominations(ids["nomination"]), *_thanks(ids["thanks"]),
             *_verifications(ids["verification"]), *_outcomes(ids["outcome"])]  # fmt: skip
    return sorted(found, key=lambda exchange: exchange.at, reverse=True)


def _nominations(ids: set[int]) -> list[Exchange]:
    said = Nomination.objects.filter(pk__in=ids).select_related("nominator", "nominee") if ids else []
    return [
        Exchange("nomination", one.at, one.nominator, (one.nominee,), one.reason,
                 reverse("recognition:nomination", args=[one.key]))
        for one in said
    ]  # fmt: skip


def _thanks(ids: set[int]) -> list[Exchange]:
    given = Thanks.objects.filter(pk__in=ids).select_related("giver", "receiver") if ids else []
    return [Exchange("thanks", one.at, one.giver, (one.receiver,), one.text) for one in given]


def _verifications(ids: set[int]) -> list[Exchange]:
    if not ids:
        return []
    given = Verification.objects.filter(pk__in=ids).select_related("verifier", "outcome")
    return [
        Exchange("verification", one.at, one.verifier, _authors(one.outcome), str(one.outcome), one.outcome.url)
        for one in given.prefetch_related(_parts("outcome__contributions"))
    ]


def _outcomes(ids: set[int]) -> list[Exchange]:
    if not ids:
        return []
    done = Outcome.objects.filter(pk__in=ids).prefetch_related(_parts("contributions"))
    return [Exchange("outcome", one.at, None, _authors(one), str(one), one.url) for one in done]


def _parts(lookup: str) -> Prefetch[Any, Any, Any]:
    return Prefetch(lookup, Contribution.objects.select_related("person"))


def _authors(outcome: Outcome) -> tuple[Person, ...]:
    return tuple(part.person for part in outcome.contributions.all())
