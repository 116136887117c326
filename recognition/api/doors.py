"""What every address of the API has in common."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework import mixins
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from recognition import scopes
from recognition.api import idempotency
from recognition.queries.tokens import scopes_of

PAGING = frozenset({"cursor", "limit"})


@method_decorator(conditional_page, name="dispatch")  # an ETag, and 304 for who has this answer already
@method_decorator(cache_control(private=True, no_cache=True), name="dispatch")
class ApiView(GenericViewSet[Any]):
    """Asks for the scope of the token, does under one idempotency key what is asked once, and refuses query
    parameters that it does not know, and empty ones: both would answer with everything.
    """

    # Which scope a narrowed token needs: to read, to write, and for actions that are neither; "": none.
    reads_with = scopes.READ
    writes_with = scopes.OWN
    needs: Mapping[str, str] = {}
    # Actions that nobody is signed in for yet: there is no login to remember an answer for.
    without_key: frozenset[str] = frozenset()

    def needed_scope(self, method: str | None) -> str:
        default = self.reads_with if method in SAFE_METHODS else self.writes_with
        return self.needs.get(getattr(self, "action", None) or "", default)

    def takes_key(self, method: str | None) -> bool:
        return method == "POST" and getattr(self, "action", None) not in self.without_key

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if getattr(self, "action", None) is None:
            self.http_method_not_allowed(request)
        known = self.known_parameters()
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            takes = f"This address takes {', '.join(sorted(known))}." if known else "This address takes none."
            raise ValidationError(dict.fromkeys(unknown, f"There is no such parameter. {takes}"))
        empty = sorted(name for name, value in request.query_params.items() if not value)
        if empty:
            raise ValidationError(dict.fromkeys(empty, "Give a value, or leave the parameter out."))
        if self.takes_key(request.method):
            self._answer_once(request)

    def check_permissions(self, request: Request) -> None:
        super().check_permissions(request)
        scope = self.needed_scope(request.method)
        if not scopes.opens(scopes_of(request.auth), scope):
            missing = _("This token lacks the scope “%(scope)s”: make one that has it.") % {"scope": scope}
            raise PermissionDenied(missing, code="missing_scope")

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        for name, value in getattr(request, "rate_limit", {}).items():
            response.headers[name] = value
        return super().finalize_response(request, response, *args, **kwargs)

    def known_parameters(self) -> frozenset[str]:
        if getattr(self, "action", None) != "list":
            return frozenset()
        filters = getattr(getattr(self, "filterset_class", None), "base_filters", {})
        return frozenset(filters) | PAGING if self.pagination_class else frozenset(filters)

    def _answer_once(self, request: Request) -> None:
        """Put the key before the handler that the framework is about to call."""
        key = idempotency.key_of(request)
        if key is None:
            return
        handler = self.__dict__["post"]  # set by `as_view`

        def answer(request: Request, *args: Any, **kwargs: Any) -> Response:
            return idempotency.once(request, key, partial(handler, request, *args, **kwargs))

        self.__dict__["post"] = answer


class ReadView(mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiView):
    """List and read."""

    def filter_queryset(self, queryset: Any) -> Any:
        return super().filter_queryset(queryset) if self.action == "list" else queryset
