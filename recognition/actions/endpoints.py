"""Endpoints: make, change, end; their secrets; a test, and a message once more. For program admins, and for services
whose token an operator made for it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import outbox
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.endpoints.addresses import target_of
from recognition.endpoints.events import events_for
from recognition.endpoints.signed import new_secret
from recognition.endpoints.telling import test_message
from recognition.models import Badge, Endpoint, OutboxMessage, Team
from recognition.sealed import seal
from recognition.signals import outbox_filled

# More are a mistake of a program: each message is written once for every endpoint.
MOST = 50


@transaction.atomic
def make(
    *,
    by: By,
    name: str,
    kind: str,
    url: str,
    events: Collection[str],
    team: Team | None = None,
    badge: Badge | None = None,
) -> tuple[Endpoint, str]:
    """A new endpoint and, of a signed webhook, its secret: it is shown once. Of a chat: ""."""
    _require(by)
    target = target_of(url.strip())
    secret = new_secret() if kind == Endpoint.Kind.WEBHOOK else ""
    endpoint = Endpoint(
        name=name.strip(), kind=kind, host=target.host, url=seal(url.strip()), secret=seal(secret) if secret else "",
        events=_known(events, kind), team=team, badge=badge,
    )  # fmt: skip
    endpoint.full_clean(exclude=["team", "badge"])
    if Endpoint.objects.count() >= MOST:
        raise refusal(_("There are %(most)d endpoints: remove one first."), code="too_many", most=MOST)
    endpoint.save(force_insert=True)
    _say(by, "endpoint.make", endpoint, kind=kind, host=target.host, events=endpoint.events)
    return endpoint, secret


@transaction.atomic
def change(
    *,
    by: By,
    endpoint: Endpoint,
    events: Collection[str],
    url: str = "",
    team: Team | None = None,
    badge: Badge | None = None,
) -> Endpoint:
    """What is posted, and where to; an empty `url` leaves the address as it is."""
    _require(by)
    endpoint = _locked(endpoint)
    if url.strip():
        endpoint.host, endpoint.url = target_of(url.strip()).host, seal(url.strip())
        endpoint.failing_since = None
    endpoint.events = _known(events, endpoint.kind)
    endpoint.team, endpoint.badge = team, badge
    endpoint.save()
    _say(by, "endpoint.change", endpoint, host=endpoint.host, events=endpoint.events)
    return endpoint


@transaction.atomic
def make_secret(*, by: By, endpoint: Endpoint, replace: bool = False) -> str:
    """Another secret, shown once. The one before stays good beside it until `drop_old_secret`.

    `replace`: where two are good already, it takes the place of the newer one, which nobody may have seen; the
    earlier one, which receivers hold, stays.
    """
    _require(by)
    endpoint = _locked(endpoint)
    if endpoint.kind != Endpoint.Kind.WEBHOOK:
        raise refusal(_("Only signed webhooks have a secret."), code="kind")
    two = bool(endpoint.old_secret)
    if two and not replace:
        raise refusal(_("Two secrets are good already: end the earlier one, or replace the newer one."), code="two")
    secret = new_secret()
    if not two:
        endpoint.old_secret = endpoint.secret
    endpoint.secret = seal(secret)
    endpoint.save(update_fields=["secret", "old_secret"])
    _say(by, "endpoint.make_secret", endpoint, replaced=two)
    return secret


@transaction.atomic
def drop_old_secret(*, by: By, endpoint: Endpoint) -> None:
    """Nothing is signed with the earlier secret any more; once more changes nothing."""
    _require(by)
    endpoint = _locked(endpoint)
    if endpoint.old_secret:
        endpoint.old_secret = ""
        endpoint.save(update_fields=["old_secret"])
        _say(by, "endpoint.drop_old_secret", endpoint)


@transaction.atomic
def switch_off(*, by: By, endpoint: Endpoint) -> None:
    """Nothing is posted. What happens meanwhile is not posted later."""
    _require(by)
    endpoint = _locked(endpoint)
    if not endpoint.off:
        endpoint.off, endpoint.off_since = Endpoint.Off.BY_HAND, timezone.now()
        endpoint.save(update_fields=["off", "off_since"])
        _say(by, "endpoint.switch_off", endpoint, why=str(Endpoint.Off.BY_HAND))


@transaction.atomic
def switch_on(*, by: By, endpoint: Endpoint) -> None:
    _require(by)
    endpoint = _locked(endpoint)
    if endpoint.off:
        endpoint.off, endpoint.off_since, endpoint.failing_since = "", None, None
        endpoint.save(update_fields=["off", "off_since", "failing_since"])
        _say(by, "endpoint.switch_on", endpoint)


@transaction.atomic
def remove(*, by: By, endpoint: Endpoint) -> None:
    """For good, with its secrets; what still waits for it is not posted."""
    _require(by)
    endpoint = _locked(endpoint)
    _say(by, "endpoint.remove", endpoint, host=endpoint.host)
    endpoint.delete()


@transaction.atomic
def send_test(*, by: By, endpoint: Endpoint) -> None:
    """A message that says it is a test. Not audited: it tells of nothing."""
    _require(by)
    endpoint = _locked(endpoint)
    if endpoint.off:
        raise refusal(_("It is switched off: switch it on first."), code="off")
    outbox.put_many([test_message(endpoint)])


@transaction.atomic
def send_again(*, by: By, endpoint: Endpoint, message: OutboxMessage) -> None:
    """One that was sent or given up, under the same id: who has it already can tell."""
    _require(by)
    endpoint = _locked(endpoint)
    if endpoint.off:
        raise refusal(_("It is switched off: switch it on first."), code="off")
    over = OutboxMessage.objects.filter(pk=message.pk, destination=endpoint.destination)
    again = over.exclude(state=OutboxMessage.State.WAITING).update(
        state=OutboxMessage.State.WAITING, due_at=timezone.now(), attempts=0, over_at=None, lease="", leased_until=None
    )
    if not again:
        raise refusal(_("This message waits already."), code="waits")
    outbox_filled.send(OutboxMessage)
    _say(by, "endpoint.send_again", endpoint, message=message.message_id.hex)


def _known(events: Collection[str], kind: str) -> list[str]:
    offered = events_for(kind)
    wanted = [event for event in offered if event in events]
    if not wanted or set(events) - set(offered):
        raise refusal(_("Choose at least one event of the list."), code="events", field="events")
    return wanted


def _require(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_endpoints(by)
    require(allowed, _("Only program admins can do this."))


def _locked(endpoint: Endpoint) -> Endpoint:
    found = Endpoint.objects.select_for_update(of=("self",)).filter(pk=endpoint.pk).first()
    if found is None:
        raise ValidationError(_("This endpoint was removed."), code="removed")
    return found


def _say(by: By, verb: str, endpoint: Endpoint, **data: object) -> None:
    announce(endpoint, by=by, verb=verb, key=endpoint.name, data=data)
