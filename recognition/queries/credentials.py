"""What came of credentials: told by the award and its history, never by a second record that could fall behind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Award, AwardChange, Credential, Person
from recognition.queries.profiles import SHOWN_STATUSES
from recognition.queries.visibility import people_with_private_badges


class Standing(TextChoices):
    """Of what was signed by us, now."""

    IN_FORCE = "in_force", _("In force")
    ON_HOLD = "on_hold", _("On hold")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended")
    PUT_AWAY = "put_away", _("No longer shown")


def _ended() -> Q:
    """The award does not stand, or did not at some time since: what ended once stays ended, as a revocation must."""
    later = AwardChange.objects.filter(award=OuterRef("award"), id__gt=OuterRef("last_change"))
    return ~Q(award__status__in=SHOWN_STATUSES) | Q(Exists(later.exclude(to_status__in=SHOWN_STATUSES)))


def _not_shown() -> Q:
    """By the holder's own choice, which can be taken back."""
    return Q(award__hidden=True) | Q(award__person__in=people_with_private_badges())


def _with_standing() -> QuerySet[Credential]:
    return Credential.objects.annotate(
        ended=Exists(Credential.objects.filter(_ended(), pk=OuterRef("pk"))),
        not_shown=Exists(Credential.objects.filter(_not_shown(), pk=OuterRef("pk"))),
    ).select_related("award__badge", "award__person__team")


def find(key: UUID) -> Credential | None:
    """With what `standing_of` reads; one query."""
    return _with_standing().filter(key=key).first()


def latest_of(award: Award) -> Credential | None:
    """The one that the holder has not withdrawn, if any, with what `standing_of` reads; one query."""
    return _with_standing().filter(award=award, withdrawn_at__isnull=True).first()


def standing_of(credential: Credential, at: datetime | None = None) -> Standing:
    """Of one that `find` or `latest_of` gave. Nobody is told more about what its holder put away."""
    award = credential.award
    if credential.withdrawn_at or award.declined_at or credential.not_shown:  # type: ignore[attr-defined]
        return Standing.PUT_AWAY
    if credential.ended:  # type: ignore[attr-defined]
        return Standing.ENDED
    if award.status == Award.Status.FROZEN:
        return Standing.ON_HOLD
    if credential.valid_until is not None and credential.valid_until <= (at or timezone.now()):
        return Standing.EXPIRED
    return Standing.IN_FORCE


def list_exists(number: int) -> bool:
    return Credential.objects.filter(status_list=number).exists()


def revoked_in(number: int) -> list[int]:
    """Indexes of a list whose credentials are over for good, in order."""
    over = Credential.objects.filter(Q(withdrawn_at__isnull=False) | _ended(), status_list=number)
    return sorted(over.values_list("status_index", flat=True))


def suspended_in(number: int) -> list[int]:
    """Indexes of a list whose credentials do not count now and may again: under review, or not shown by the holder."""
    held = Credential.objects.filter(
        Q(award__status=Award.Status.FROZEN) | _not_shown(), status_list=number, withdrawn_at__isnull=True
    )
    return sorted(held.values_list("status_index", flat=True))


def last_change_of(award: Award) -> int:
    """The number of the latest step of its history; 0 where it has none."""
    return AwardChange.objects.filter(award=award).order_by("-id").values_list("id", flat=True).first() or 0


def credentials_of(person: Person) -> QuerySet[Credential]:
    return Credential.objects.filter(award__person=person).order_by("issued_at", "id")
