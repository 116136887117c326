"""Tokens: sign in with a password, see and end own tokens."""

from typing import Any

from django.contrib.auth import authenticate
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from knox.models import AuthToken
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from recognition.api.access import IsColleague
from recognition.api.doors import ReadView
from recognition.api.fields import StrictSerializer, Text
from recognition.api.throttles import SignInByAddress, SignInByName
from recognition.models import User

# Enough for every machine of a person; more is a script that signs in instead of keeping its token.
MOST_TOKENS = 20


class SignIn(StrictSerializer):
    username = Text(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False, write_only=True)


class NewToken(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Shown once. Send it as `Authorization: Token <token>`.")
    id = serializers.CharField(help_text="Its beginning: enough to recognise and to end it.")
    expires_at = serializers.DateTimeField()


class TokenAnswer(serializers.ModelSerializer[AuthToken]):
    id = serializers.CharField(source="token_key", read_only=True)
    created_at = serializers.DateTimeField(source="created", read_only=True)
    expires_at = serializers.DateTimeField(source="expiry", read_only=True, allow_null=True)
    current = serializers.SerializerMethodField(help_text="This request came with it.")

    class Meta:
        model = AuthToken
        fields = ("id", "created_at", "expires_at", "current")
        read_only_fields = fields

    def get_current(self, token: AuthToken) -> bool:
        return bool(token == self.context["request"].auth)


@extend_schema_view(list=extend_schema(operation_id="tokens", summary="Own tokens that have not expired"))
class Tokens(ReadView):
    """A token opens the API for ten hours in the name of its login."""

    queryset = AuthToken.objects.none()
    serializer_class = TokenAnswer
    pagination_class = None
    filter_backends = ()
    writes_as_a_person = False

    def get_authenticators(self) -> list[Any]:
        # A token that has expired must not keep somebody from asking for another.
        return [] if self.request is not None and self.request.method == "POST" else super().get_authenticators()

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny()] if self.action == "sign_in" else [IsColleague()]

    def get_throttles(self) -> list[BaseThrottle]:
        return [SignInByAddress(), SignInByName()] if self.action == "sign_in" else super().get_throttles()

    def get_queryset(self) -> QuerySet[AuthToken]:
        return _living(self.request.user)

    @extend_schema(
        operation_id="sign_in",
        summary="Exchange username and password for a token",
        auth=[],
        request=SignIn,
        responses={201: NewToken},
    )
    def sign_in(self, request: Request) -> Response:
        wanted = SignIn.said(request)
        user = authenticate(request, **wanted)
        if not isinstance(user, User) or (user.person is not None and not user.person.is_active):
            raise ValidationError(_("Username and password do not belong together."), code="no_match")
        if _living(user).count() >= MOST_TOKENS:
            raise ValidationError(
                _("You have %(most)d tokens: end one of them first.") % {"most": MOST_TOKENS}, code="too_many"
            )
        token, secret = AuthToken.objects.create(user=user)
        answer = NewToken({"token": secret, "id": token.token_key, "expires_at": token.expiry})
        return Response(answer.data, status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    @extend_schema(operation_id="end_token", summary="End an own token", responses={204: None})
    def end(self, request: Request, token: str) -> Response:
        get_object_or_404(self.get_queryset(), token_key=token).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def _living(user: Any) -> QuerySet[AuthToken]:
    not_expired = Q(expiry=None) | Q(expiry__gt=timezone.now())
    tokens: QuerySet[AuthToken] = AuthToken.objects.filter(not_expired, user=user)
    return tokens.order_by("-created", "digest")
