"""A message of the source's own making, through the same checks as a real one: what would become of it. Keeps none."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.deliveries import secrets
from recognition.deliveries.contract import (
    Account,
    Fact,
    OutcomeFact,
    ReversalFact,
    Source,
    UnreadableError,
    VerificationFact,
)
from recognition.deliveries.intake import MOST_BYTES
from recognition.models import Outcome, Reversal, Verification


def try_out(source: Source) -> tuple[bool, list[str]]:
    """Whether it went through, and what happened at each step."""
    living = secrets.living(source.name)
    if not living:
        return False, [_("There is no secret yet: make one first.")]
    now = timezone.now()
    steps: list[str] = []
    for number, secret in enumerate(living, start=1):
        headers, body = source.sample(secret, now=now)
        headers = {name.lower(): value for name, value in headers.items()}
        if len(body) > MOST_BYTES or not source.verified(headers, body, living, now=now):
            return False, [*steps, _("The signature of secret %(number)d does not fit.") % {"number": number}]
        steps.append(_("A message signed with secret %(number)d is taken.") % {"number": number})
    if source.verified(headers, body + b" ", living, now=now):
        # A token beside the message, as GitLab sends it by default.
        steps.append(_("The secret is sent along and does not seal the message: have the tool sign it, if it can."))
    else:
        steps.append(_("A message that was changed on the way is refused."))
    try:
        reading = source.read(headers, body)
    except UnreadableError as refused:
        return False, [*steps, str(refused)]
    if reading.ignored:
        return True, [*steps, _("It would be acknowledged only: %(why)s") % {"why": reading.ignored}]
    told = [_("It would tell: %(fact)s") % {"fact": _words(fact)} for fact in reading.facts]
    return True, [*steps, *told, _("It came from nobody, so nothing was stored.")]


def _words(fact: Fact) -> str:
    if isinstance(fact, OutcomeFact):
        kind, who = Outcome.Kind(fact.kind).label, ", ".join(map(_name, (*fact.authors, *fact.co_authors)))
        return f"{kind}: {fact.title or fact.key} ({who})"
    if isinstance(fact, ReversalFact):
        return f"{Reversal.Kind(fact.kind).label}: {fact.outcome_key}"
    said = str(Verification.Kind(fact.kind).label) if isinstance(fact, VerificationFact) else _("taken back")
    return f"{said}: {fact.outcome_key} ({_name(fact.by)})"


def _name(who: Account) -> str:
    return who.login or who.name or who.email or who.user_id
