"""Accounts that nobody knew, of people who came into the directory later.

They are looked for, instead of listened for: people and addresses come through many doors (the office, files, SCIM,
imports), some of them thousands at once, and none of them can forget to say so.
"""

from __future__ import annotations

import logging

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from recognition.actions.actors import System
from recognition.actions.source_accounts import recognise
from recognition.models import Person, SourceAccount

log = logging.getLogger(__name__)
# Of one round; each is a transaction of its own, with all that was ever told of the account.
MOST = 200
BY = System("directory")


def match_newcomers(most: int = MOST) -> int:
    """Link accounts whose verified address a person of the directory has by now. How many."""
    has_it = Person.objects.annotate(address=Lower("email")).filter(address=OuterRef("email"))
    unknown = SourceAccount.objects.filter(Exists(has_it), state=SourceAccount.State.UNKNOWN, email_verified=True)
    return sum(_recognised(account) for account in unknown.order_by("id")[:most])


def _recognised(account: SourceAccount) -> bool:
    try:
        return recognise(by=BY, account=account)
    except Exception:  # tried again in the next round; one account must not hold up the others
        log.exception("account %s of %s", account.pk, account.source)
        return False
