"""The API tokens of a login."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from knox.models import AuthToken

from recognition.models import TokenName, User
from recognition.queries.searched import with_words, words_of


def scopes_of(token: AuthToken | None) -> list[str]:
    """What the token is narrowed to; nothing: it is not. No statement where the row was joined."""
    try:
        return list(token.naming.scopes) if token is not None else []
    except TokenName.DoesNotExist:
        return []


def living_tokens(user: User | AnonymousUser) -> QuerySet[AuthToken]:
    """Those that have not expired, the newest first; none of nobody."""
    if not isinstance(user, User):
        return AuthToken.objects.none()  # type: ignore[no-any-return]
    return all_living_tokens().filter(user=user)


def all_living_tokens(text: str = "") -> QuerySet[AuthToken]:
    """Of everybody, with whose they are; with `text` those whose owner or name has every word of it."""
    not_expired = Q(expiry=None) | Q(expiry__gt=timezone.now())
    tokens: QuerySet[AuthToken] = AuthToken.objects.filter(not_expired).select_related("user__person", "naming")
    tokens = with_words(
        tokens, words_of(text),
        lambda word: Q(user__person__search_text__contains=word)
        | Q(user__username__icontains=word)
        | Q(naming__name__icontains=word)
        | Q(token_key__istartswith=word),
    )  # fmt: skip
    return tokens.order_by("-created", "digest")
