"""The secret address of a person's feeds: make it, make another one, end it."""

from __future__ import annotations

import secrets

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import require
from recognition.models import FeedAddress, Person

LONGEST = 200  # characters of a secret; ours have about eighty
_SIGNER = Signer(salt="recognition.feed_addresses", sep="~")


def secret_of(address: FeedAddress) -> str:
    """What stands in the addresses of the feeds: the serial, signed with SECRET_KEY. It changes with that key."""
    return _SIGNER.sign(address.serial)


def reader_of(secret: str) -> Person | None:
    """Who reads with this secret; None where it is forged or ended, or they no longer work here."""
    if len(secret) > LONGEST:
        return None
    try:
        serial = _SIGNER.unsign(secret)
    except BadSignature:
        return None
    found = FeedAddress.objects.select_related("person__preferences").filter(serial=serial).first()
    return found.person if found is not None and permissions.takes_part(found.person) else None


@transaction.atomic
def make(*, by: By) -> FeedAddress:
    """The first one, or another one in its place: whoever reads with the earlier one is shut out."""
    person = require_person(by)
    require(permissions.takes_part(person), _("Only people who work here can follow feeds."))
    made, _created = FeedAddress.objects.update_or_create(
        person=person, defaults={"serial": secrets.token_hex(16), "made_at": timezone.now()}
    )
    audit.record(by=by, verb="feed.make", object_kind="person", object_key=person.key, data={})
    return made


@transaction.atomic
def end(*, by: By) -> None:
    """No program reads in the person's name any more; once more changes nothing."""
    person = require_person(by)
    if FeedAddress.objects.filter(person=person).delete()[0]:
        audit.record(by=by, verb="feed.end", object_kind="person", object_key=person.key, data={})
