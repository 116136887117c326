"""Accounts that nobody knew, of people who came into the directory later.

They are looked for, instead of listened for: people and addresses come through many doors (the office, files, SCIM,
imports), some of them thousands at once, and none of them can forget to say so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from recognition.actions.actors import System
from recognition.actions.source_accounts import recognise
from recognition.models import Person, SourceAccount

log = logging.getLogger(__name__)
# Of one round; each is a transaction of its own, with all that was ever told of the account.
MOST = 200
# Seconds for which one that failed is set aside: neither the others nor the log are for it alone.
REST = 3600
BY = System("directory")


def match_newcomers(most: int | None = MOST) -> int:
    """Link accounts whose verified address a person of the directory has by now, at most so many. How many."""
    has_it = Person.objects.annotate(address=Lower("email")).filter(address=OuterRef("email"))
    unknown = SourceAccount.objects.filter(Exists(has_it), state=SourceAccount.State.UNKNOWN, email_verified=True)
    return sum(_recognised(account) for account in islice(_to_try(unknown), most))


def _to_try(unknown: QuerySet[SourceAccount]) -> Iterator[SourceAccount]:
    """All of them in the order of their ids, without those that failed lately."""
    last = 0
    while accounts := list(unknown.filter(pk__gt=last).order_by("pk")[:MOST]):
        last = accounts[-1].pk
        yield from (account for account in accounts if not cache.get(_resting(account)))


def _resting(account: SourceAccount) -> str:
    return f"newcomers.resting.{account.pk}"


def _recognised(account: SourceAccount) -> bool:
    try:
        return recognise(by=BY, account=account)
    except ValidationError as refused:
        log.warning("account %s of %s: %s", account.pk, account.source, " ".join(refused.messages))
    except Exception:  # tried again in an hour; one account must not hold up the others
        log.exception("account %s of %s", account.pk, account.source)
    cache.set(_resting(account), True, timeout=REST)
    return False
