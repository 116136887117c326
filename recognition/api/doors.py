"""What every address of the API has in common."""

from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework import mixins
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

PAGING = frozenset({"cursor", "limit"})


class ApiView(GenericViewSet[Any]):
    """Refuses query parameters that it does not know, and empty ones: both would answer with everything."""

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

    def known_parameters(self) -> frozenset[str]:
        if getattr(self, "action", None) != "list":
            return frozenset()
        filters = getattr(getattr(self, "filterset_class", None), "base_filters", {})
        return frozenset(filters) | PAGING if self.pagination_class else frozenset(filters)


@method_decorator(conditional_page, name="dispatch")  # an ETag, and 304 for who has this answer already
@method_decorator(cache_control(private=True, no_cache=True), name="dispatch")
class ReadView(mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiView):
    """List and read."""

    def filter_queryset(self, queryset: Any) -> Any:
        return super().filter_queryset(queryset) if self.action == "list" else queryset
