"""What admins are told of endpoints."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recognition.models import Notification
from recognition.notify.kinds import Kind, register


def _endpoint(told: Notification) -> str:
    return reverse("recognition:office_endpoint", args=[told.subject])


register(
    Kind("endpoint_off", "", "unplug", _("Nothing is posted to %(endpoint)s any more: its receiver takes nothing."),
         _endpoint),
)  # fmt: skip
