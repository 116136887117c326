"""What is said about webhooks over the API, both ways."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recognition.api.fields import ByKey, StrictSerializer, Text, YesNo
from recognition.endpoints.addresses import LONGEST
from recognition.endpoints.events import EVENTS
from recognition.models import Badge, DeliveryAttempt, Endpoint, OutboxMessage, Team

SECRET = "Signs what is posted; shown once. Empty for a channel of a chat."  # noqa: S105  # a help text


class WebhookAnswer(serializers.ModelSerializer[Endpoint]):
    events = serializers.ListField(child=serializers.ChoiceField(choices=list(EVENTS)), read_only=True)
    team = ByKey("key", read_only=True, allow_null=True)
    badge = ByKey("slug", read_only=True, allow_null=True)
    active = serializers.SerializerMethodField(help_text="False: nothing is posted; `off` says why.")
    off = serializers.SerializerMethodField(help_text="Why nothing is posted; empty where it is.")
    two_secrets = serializers.SerializerMethodField(help_text="The earlier secret is still good beside the new one.")

    class Meta:
        model = Endpoint
        fields = ("id", "name", "kind", "host", "events", "team", "badge", "active", "off", "off_since",
                  "failing_since", "two_secrets", "made_at")  # fmt: skip
        read_only_fields = fields

    def get_active(self, endpoint: Endpoint) -> bool:
        return not endpoint.off

    @extend_schema_field({"type": "string", "enum": ["", *Endpoint.Off.values]})
    def get_off(self, endpoint: Endpoint) -> str:
        return endpoint.off

    def get_two_secrets(self, endpoint: Endpoint) -> bool:
        return bool(endpoint.old_secret)


class WebhookSecret(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text=SECRET)


class RenewedSecret(StrictSerializer):
    replace = YesNo(
        default=False,
        help_text="Where two are good: the new one takes the place of the newer, as when its answer was lost.",
    )


class MadeWebhook(WebhookAnswer):
    secret = serializers.SerializerMethodField(help_text=SECRET)

    class Meta(WebhookAnswer.Meta):
        fields = (*WebhookAnswer.Meta.fields, "secret")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    def get_secret(self, endpoint: Endpoint) -> str:
        return str(self.context["secret"])


def _events(**more: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ChoiceField(choices=list(EVENTS)), min_length=1, max_length=len(EVENTS),
        help_text="Channels of a chat take only some of them.", **more,
    )  # fmt: skip


def _team() -> ByKey:
    return ByKey("key", queryset=Team.objects.all(), required=False, allow_null=True,
                 help_text="Only of this team and those below it.")  # fmt: skip


def _badge() -> ByKey:
    shown = Badge.objects.exclude(state=Badge.State.DRAFT)
    return ByKey("slug", queryset=shown, required=False, allow_null=True, help_text="Only of this badge.")


class NewWebhook(StrictSerializer):
    name = Text(max_length=100, help_text="As people call it; no two have the same.")
    kind = serializers.ChoiceField(choices=Endpoint.Kind.choices, default=Endpoint.Kind.WEBHOOK)
    url = Text(max_length=LONGEST, help_text="With https://. It is never shown: whoever has it can post there.")
    events = _events()
    team, badge = _team(), _badge()


class ChangedWebhook(StrictSerializer):
    """What is left out stays as it is."""

    url = Text(max_length=LONGEST, required=False, help_text="Another address.")
    events = _events(required=False)
    team, badge = _team(), _badge()
    active = YesNo(required=False, help_text="What happens while it is off is not posted later.")


class AttemptAnswer(serializers.ModelSerializer[DeliveryAttempt]):
    class Meta:
        model = DeliveryAttempt
        fields = ("at", "result", "status", "answer", "milliseconds")
        read_only_fields = fields


class WebhookDelivery(serializers.ModelSerializer[OutboxMessage]):
    id = serializers.SerializerMethodField(help_text="The `webhook-id` of a signed message: the same at all attempts.")
    event = serializers.CharField(source="kind", read_only=True, help_text="`endpoint.test` is a test.")
    attempts = AttemptAnswer(source="tries", many=True, read_only=True, help_text="The latest first.")

    class Meta:
        model = OutboxMessage
        fields = ("id", "event", "state", "created_at", "due_at", "over_at", "attempts")
        read_only_fields = fields

    def get_id(self, message: OutboxMessage) -> str:
        return f"msg_{message.message_id.hex}"
