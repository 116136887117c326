"""Tokens: sign in with a password, see and end own tokens."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from knox.models import AuthToken
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from recognition.actions import logins, tokens
from recognition.actions.actors import System
from recognition.api.access import IsColleague, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import StrictSerializer, Text, WholeNumber
from recognition.api.throttles import SignInByAddress, SignInByName
from recognition.models import User
from recognition.queries.tokens import living_tokens, scopes_of
from recognition.scopes import OWN, SCOPES, opens

MOST_MINUTES = int(tokens.LONGEST_SIGN_IN.total_seconds()) // 60
SCOPES_OF_A_TOKEN = serializers.ListField(
    child=serializers.ChoiceField(choices=list(SCOPES)), help_text="Empty: whatever its owner may do."
)


class SignIn(StrictSerializer):
    username = Text(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False, write_only=True)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=list(SCOPES)), required=False, default=list, max_length=len(SCOPES),
        help_text="What the token may be used for; none: whatever you may do.",
    )  # fmt: skip
    minutes = WholeNumber(
        min_value=1, max_value=MOST_MINUTES, required=False, default=MOST_MINUTES, help_text="How long it lasts."
    )


class NewToken(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Shown once. Send it as `Authorization: Token <token>`.")
    id = serializers.CharField(help_text="Its beginning: enough to recognise and to end it.")
    scopes = SCOPES_OF_A_TOKEN
    expires_at = serializers.DateTimeField()


class TokenAnswer(serializers.ModelSerializer[AuthToken]):
    id = serializers.CharField(source="token_key", read_only=True)
    created_at = serializers.DateTimeField(source="created", read_only=True)
    name = serializers.SerializerMethodField(help_text="Empty: from a sign-in by password.")
    scopes = serializers.SerializerMethodField(help_text="Empty: whatever its owner may do.")
    expires_at = serializers.DateTimeField(source="expiry", read_only=True, allow_null=True)
    current = serializers.SerializerMethodField(help_text="This request came with it.")

    class Meta:
        model = AuthToken
        fields = ("id", "name", "scopes", "created_at", "expires_at", "current")
        read_only_fields = fields

    def get_name(self, token: AuthToken) -> str:
        naming = getattr(token, "naming", None)
        return "" if naming is None else naming.name

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(SCOPES)}})
    def get_scopes(self, token: AuthToken) -> list[str]:
        return scopes_of(token)

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
    reads_with = writes_with = OWN
    needs = {"sign_in": "", "end": ""}  # every token may end itself
    without_key = frozenset({"sign_in"})

    def get_authenticators(self) -> list[Any]:
        # A token that has expired must not keep somebody from asking for another.
        return [] if self.request is not None and self.request.method == "POST" else super().get_authenticators()

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny()] if self.action == "sign_in" else [IsColleague()]

    def get_throttles(self) -> list[BaseThrottle]:
        return [SignInByAddress(), SignInByName()] if self.action == "sign_in" else super().get_throttles()

    def get_queryset(self) -> QuerySet[AuthToken]:
        return living_tokens(self.request.user)

    @extend_schema(
        operation_id="sign_in",
        summary="Exchange username and password for a token",
        auth=[],
        request=SignIn,
        responses={201: NewToken},
    )
    def sign_in(self, request: Request) -> Response:
        wanted = SignIn.said(request)
        user = authenticate(request, username=wanted["username"], password=wanted["password"])
        if not isinstance(user, User) or (user.person is not None and not user.person.is_active):
            raise ValidationError(_("Username and password do not belong together."), code="no_match")
        token, secret = tokens.sign_in(user=user, scopes=wanted["scopes"], lasts=timedelta(minutes=wanted["minutes"]))
        answer = NewToken(
            {"token": secret, "id": token.token_key, "scopes": scopes_of(token), "expires_at": token.expiry}
        )
        return Response(answer.data, status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    @extend_schema(operation_id="end_token", summary="End an own token", responses={204: None})
    def end(self, request: Request, token: str) -> Response:
        found, person = get_object_or_404(self.get_queryset(), token_key=token), person_of(request)
        if found != request.auth and not opens(scopes_of(request.auth), OWN):
            raise PermissionDenied(_("This token may end itself; others are ended with the scope “own”."))
        if person is not None:
            tokens.end(by=person, token=found)
        else:  # the login of a service ends its own
            logins.end_token(by=System("api"), token=found)
        return Response(status=status.HTTP_204_NO_CONTENT)
