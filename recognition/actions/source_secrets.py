"""Secrets of sources: make one, and end it. Two may live at once, so that a source is changed over without a gap."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require, require_plain
from recognition.deliveries.registry import SOURCES
from recognition.deliveries.secrets import seal
from recognition.models import SourceSecret

MOST_LIVING = 2
SHORTEST, LONGEST = 16, 200


@transaction.atomic
def make(*, by: By, source: str, name: str, secret: str = "") -> tuple[SourceSecret, str]:
    """A secret for a source, and the text of it, which is shown this once.

    `secret`: where the source makes its own and one has to take it; otherwise one is invented here.
    """
    _require_admin(by)
    if source not in SOURCES:
        told = ", ".join(SOURCES)
        raise refusal(_("There is no such source. Known are: %(names)s."), code="source", field="source", names=told)
    if not name.strip():
        raise refusal(_("Give it a name, such as the month."), code="name", field="name")
    if secret and not (SHORTEST <= len(secret) <= LONGEST and secret.isascii() and secret.isprintable()):
        message = _("A secret has %(shortest)d to %(longest)d letters, digits and signs; a longer one is safer.")
        raise refusal(message, code="secret", field="secret", shortest=SHORTEST, longest=LONGEST)
    living = SourceSecret.objects.select_for_update().filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))
    if len(living.filter(source=source)) >= MOST_LIVING:
        message = _("Two secrets of this source are valid already: end the older one first.")
        raise refusal(message, code="too_many")
    # As Standard Webhooks writes a key: its libraries and GitLab take it, and to all others it is any text.
    text = secret or f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    made = SourceSecret(source=source, name=name.strip(), sealed=seal(text))
    made.clean_fields()
    require_plain(made.name, field="name")
    made.save(force_insert=True)
    announce(made, by=by, verb="source_secret.make", key=source, data={"name": made.name})
    return made, text


@transaction.atomic
def end(*, by: By, secret: SourceSecret, after: timedelta = timedelta()) -> SourceSecret:
    """It opens the door no more, at once or after a while. Once more changes nothing."""
    _require_admin(by)
    ends_at = timezone.now() + after
    if secret.ends_at is None or secret.ends_at > ends_at:
        secret.ends_at = ends_at
        secret.save(update_fields=["ends_at"])
        announce(
            secret, by=by, verb="source_secret.end", key=secret.source, data={"name": secret.name, "at": ends_at}
        )  # fmt: skip
    return secret


def _require_admin(by: By) -> None:
    require(isinstance(by, System) or permissions.is_admin(by), _("Only program admins can do this."))
