"""Who asks: a token of the API, or the session of the pages."""

from secrets import compare_digest

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed

from recognition.models import User

_WITH_IT = ("user__person__preferences", "naming")


class ApiTokenAuthentication(TokenAuthentication):
    """`Authorization: Token <token>`. A token of somebody who has left opens nothing.

    One statement, with whose it is and what it opens; Knox takes one for each and deletes expired ones on the way,
    which a job does here.
    """

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        # Knox decodes the header as UTF-8 and asks the database; neither takes every byte.
        if not token.isalnum():
            raise AuthenticationFailed(_("Invalid token."))
        text = token.decode("ascii")
        beginning, digest, now = text[: CONSTANTS.TOKEN_KEY_LENGTH], hash_token(text), timezone.now()
        for known in AuthToken.objects.filter(token_key=beginning).select_related(*_WITH_IT):
            if compare_digest(digest, known.digest) and (known.expiry is None or known.expiry > now):
                return self.validate_user(known)
        raise AuthenticationFailed(_("Invalid token."))

    def validate_user(self, auth_token: AuthToken) -> tuple[User, AuthToken]:
        user, token = super().validate_user(auth_token)
        if user.person is not None and not user.person.is_active:
            raise AuthenticationFailed(_("This person has left."))
        return user, token
