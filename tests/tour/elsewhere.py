"""What the tour's company tells outside of its pages."""

import hashlib
from datetime import timedelta

from django.utils import timezone

from recognition.models import ChatAccount, DeliveryAttempt, Endpoint, OutboxMessage
from recognition.sealed import seal
from tests.tour.samples import NUMBER

OF_ENDPOINTS = NUMBER + 1  # the message with the number of the tour is an e-mail


def what_is_told_elsewhere(bo):
    """An account of Bo in the chat, a link that waits for somebody, and an endpoint that took a message."""
    now = timezone.now()
    slack = {"provider": "slack", "workspace": "T1"}
    ChatAccount.objects.create(pk=NUMBER, **slack, account="U1", name="bo.n", person=bo, linked_at=now)
    ChatAccount.objects.create(
        **slack, account="U2", name="somebody", link_digest=hashlib.sha256(b"once").hexdigest(),
        link_until=now + timedelta(days=1),
    )  # fmt: skip
    url = "https://hooks.example/in"
    endpoint = Endpoint.objects.create(
        pk=NUMBER, name="Intranet", kind="webhook", host="hooks.example", url=seal(url), secret=seal("whsec_c2VjcmV0"),
        events=["award.given"],
    )  # fmt: skip
    message = OutboxMessage.objects.create(
        pk=OF_ENDPOINTS, channel="webhook", destination=endpoint.destination, kind="award.given", state="sent",
        dedup_key="endpoint-of-the-tour", over_at=now, payload={"endpoint": NUMBER, "fact": 1, "at": now.isoformat()},
    )  # fmt: skip
    DeliveryAttempt.objects.create(message=message, result="sent", status=200, answer="ok", milliseconds=12)
