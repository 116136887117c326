"""Who asks: a token of the API, or the session of the pages."""

from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed

from recognition.models import User


class ApiTokenAuthentication(TokenAuthentication):
    """`Authorization: Token <token>`. A token of somebody who has left opens nothing."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        # Knox decodes the header as UTF-8 and asks the database; neither takes every byte.
        if not token.isalnum():
            raise AuthenticationFailed(_("Invalid token."))
        return super().authenticate_credentials(token)  # type: ignore[no-any-return]

    def validate_user(self, auth_token: AuthToken) -> tuple[User, AuthToken]:
        user, token = super().validate_user(auth_token)
        if user.person is not None and not user.person.is_active:
            raise AuthenticationFailed(_("This person has left."))
        return user, token
