"""What an admin does with a delivery: have it worked on again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.models import Delivery
from recognition.signals import deliveries_arrived


@transaction.atomic
def retry(*, by: By, delivery: Delivery) -> Delivery:
    """Work on it again. What it told already stays and is not told twice."""
    require(isinstance(by, System) or permissions.is_admin(by), _("Only program admins can do this."))
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state == Delivery.State.WAITING and delivery.taken_until is not None:
        return delivery  # somebody is at it
    if not delivery.is_kept:
        message = _("What it said is no longer kept. Have the source deliver it again.")
        raise refusal(message, code="forgotten")
    delivery.state, delivery.tries, delivery.trouble = Delivery.State.WAITING, 0, ""
    delivery.next_try_at, delivery.taken_until, delivery.finished_at = timezone.now(), None, None
    delivery.save(update_fields=["state", "tries", "trouble", "next_try_at", "taken_until", "finished_at"])
    announce(delivery, by=by, verb="delivery.retry", key=f"{delivery.source}:{delivery.delivery_id}", data={})
    deliveries_arrived.send(sender=Delivery)
    return delivery
