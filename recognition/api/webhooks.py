"""Webhooks and channels that news is posted to. For program admins, and for services with the scope of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_variables
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.actions import endpoints
from recognition.api.doors import ReadView
from recognition.api.preconditions import ChangingView
from recognition.api.webhook_access import keeper, require_reader
from recognition.api.webhook_bodies import (
    ChangedWebhook,
    MadeWebhook,
    NewWebhook,
    RenewedSecret,
    WebhookAnswer,
    WebhookDelivery,
    WebhookSecret,
)
from recognition.endpoints.events import EVENTS, TEST
from recognition.models import Endpoint, OutboxMessage
from recognition.queries.endpoints import messages_to

NOT_KEPT = {"Cache-Control": "no-store"}  # an answer with a secret
SAID = [(name, name) for name in (*EVENTS, TEST)]
ABOUT = ("url", "events", "team", "badge")


class WebhookFilters(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=Endpoint.Kind.choices, empty_label=None)


@extend_schema_view(
    list=extend_schema(operation_id="webhooks", summary="Where news is posted to; for admins and auditors"),
    retrieve=extend_schema(operation_id="webhook", summary="One of them"),
)
class Webhooks(ReadView, ChangingView):
    """An answer with a secret is not kept, so those requests take no idempotency key: a name is given once."""

    reads_with = writes_with = scopes.WEBHOOKS
    writes_as_a_person = False
    without_key = frozenset({"make", "renew_secret"})
    queryset = Endpoint.objects.all()
    serializer_class = WebhookAnswer
    filterset_class = WebhookFilters
    lookup_field = "pk"
    lookup_url_kwarg = "number"

    def get_queryset(self) -> QuerySet[Endpoint]:
        require_reader(self.request)
        return Endpoint.objects.select_related("team", "badge")

    @extend_schema(operation_id="make_webhook", summary="A new one, with its secret", request=NewWebhook,
                   responses={201: MadeWebhook})  # fmt: skip
    @sensitive_variables("secret", "said", "made")
    def make(self, request: Request) -> Response:
        by, said = keeper(request), NewWebhook.said(request)
        endpoint, secret = endpoints.make(by=by, **said)
        made = MadeWebhook(endpoint, context={"secret": secret}).data
        address = reverse("api:webhook", kwargs={"number": endpoint.pk}, request=request)
        return Response(made, status.HTTP_201_CREATED, headers={"Location": address, **NOT_KEPT})

    @extend_schema(operation_id="change_webhook", summary="Change it, or switch it off and on", request=ChangedWebhook,
                   responses=WebhookAnswer)  # fmt: skip
    @sensitive_variables("said")
    def change(self, request: Request, number: int) -> Response:
        by, said = keeper(request), ChangedWebhook.said(request)
        with transaction.atomic():
            endpoint = self._locked(request, number)
            if any(name in said for name in ABOUT):
                about = {"events": endpoint.events, "team": endpoint.team, "badge": endpoint.badge, **said}
                endpoints.change(by=by, endpoint=endpoint, **{name: about[name] for name in ABOUT if name in about})
            if "active" in said:
                (endpoints.switch_on if said["active"] else endpoints.switch_off)(by=by, endpoint=endpoint)
        return Response(WebhookAnswer(self._found(number)).data)

    @extend_schema(operation_id="end_webhook", summary="Remove it for good", responses={204: None})
    def end(self, request: Request, number: int) -> Response:
        by = keeper(request)
        with transaction.atomic():
            endpoints.remove(by=by, endpoint=self._locked(request, number))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(operation_id="test_webhook", summary="Send a message that says it is a test", request=None,
                   responses={204: None})  # fmt: skip
    def test(self, request: Request, number: int) -> Response:
        endpoints.send_test(by=keeper(request), endpoint=self._found(number))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(operation_id="renew_webhook_secret", request=RenewedSecret, responses={201: WebhookSecret},
                   summary="Another secret; the one before stays good beside it")  # fmt: skip
    @sensitive_variables("secret")
    def renew_secret(self, request: Request, number: int) -> Response:
        by, said = keeper(request), RenewedSecret.said(request)
        secret = endpoints.make_secret(by=by, endpoint=self._found(number), **said)
        return Response(WebhookSecret({"secret": secret}).data, status.HTTP_201_CREATED, headers=NOT_KEPT)

    @extend_schema(operation_id="drop_webhook_secret", request=None, responses={204: None},
                   summary="Sign with the newest secret alone")  # fmt: skip
    def drop_secret(self, request: Request, number: int) -> Response:
        endpoints.drop_old_secret(by=keeper(request), endpoint=self._found(number))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _found(self, number: int) -> Endpoint:
        return get_object_or_404(self.get_queryset(), pk=number)

    def _locked(self, request: Request, number: int) -> Endpoint:
        found = get_object_or_404(self.get_queryset().select_for_update(of=("self",)), pk=number)
        self.only_unchanged(request, WebhookAnswer(found).data)
        return found


class DeliveryFilters(filters.FilterSet):
    state = filters.ChoiceFilter(choices=OutboxMessage.State.choices, empty_label=None)
    event = filters.ChoiceFilter(
        field_name="kind", choices=[(name, name) for name in (*EVENTS, TEST)], empty_label=None
    )


@extend_schema_view(
    list=extend_schema(operation_id="webhook_deliveries", summary="What was posted there, and what was answered")
)
class WebhookDeliveries(ReadView):
    """The latest message first. Those that are over are forgotten after a while, with their attempts."""

    reads_with = scopes.WEBHOOKS
    queryset = OutboxMessage.objects.all()
    serializer_class = WebhookDelivery
    filterset_class = DeliveryFilters

    def get_queryset(self) -> QuerySet[OutboxMessage]:
        require_reader(self.request)
        return messages_to(get_object_or_404(Endpoint, pk=self.kwargs["number"]))
