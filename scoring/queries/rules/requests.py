"""A request to publish, with all that a second person needs in order to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recognition.models import Badge, Person
from scoring.models import PublishRequest, RulePreview, RuleVersion
from scoring.queries.rules.verdict import Meter, effort_of, meters_of
from scoring.queries.rules.versions import Line, Wording, difference


@dataclass(frozen=True)
class AskedFor:
    """`changes` from the version in force, or the whole rule where none is; `before` and `after`: cost to fake."""

    request: PublishRequest
    live: RuleVersion | None
    changes: tuple[Line, ...]
    before: Meter | None  # of the first tier
    after: Meter
    preview: RulePreview | None  # the newest of this very rule; None for who may not read it
    own: bool
    may_write: bool

    @property
    def may_decide(self) -> bool:
        return self.may_write and not self.own


def asked_for(requests: Iterable[PublishRequest], reader: Person, *, may_write: bool) -> list[AskedFor]:
    """In their order, with three statements for all of them."""
    requests = list(requests)
    if not requests:
        return []
    wording = Wording.now()
    badges = {request.version.badge_id for request in requests}
    live = {v.badge_id: v for v in RuleVersion.objects.filter(badge__in=badges, state=RuleVersion.State.LIVE)}
    previews = newest_previews({request.version.digest for request in requests}) if may_write else {}
    return [
        _asked_for(request, live.get(request.version.badge_id), wording, previews, reader, may_write)
        for request in requests
    ]


def newest_previews(digests: set[str]) -> dict[str, RulePreview]:
    """By digest, without the text. One statement."""
    rows = RulePreview.objects.filter(digest__in=digests).defer("text").order_by("asked_at", "pk")
    return {row.digest: row for row in rows}


def decided_lately(badge: Badge) -> list[PublishRequest]:
    """The last few that were declined or taken back: who asks again should know why."""
    states = (PublishRequest.State.DECLINED, PublishRequest.State.WITHDRAWN)
    rows = PublishRequest.objects.filter(version__badge=badge, state__in=states)
    return list(rows.select_related("version", "asked_by", "decided_by").order_by("-decided_at")[:3])


def _asked_for(
    request: PublishRequest, live: RuleVersion | None, wording: Wording, previews: dict[str, RulePreview],
    reader: Person, may_write: bool,
) -> AskedFor:  # fmt: skip
    version = request.version
    return AskedFor(
        request=request,
        live=live,
        changes=tuple(difference(wording.of(live) if live else [], wording.of(version))),
        before=meters_of(effort_of(wording.rule(live)))[0] if live else None,
        after=meters_of(effort_of(wording.rule(version)))[0],
        preview=previews.get(version.digest),
        own=request.asked_by_id == reader.pk,
        may_write=may_write,
    )
