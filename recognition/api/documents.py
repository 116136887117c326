"""The OpenAPI document and the page that shows it."""

from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny

from recognition.api import schema

__all__ = ["Document", "page", "schema"]  # `schema` registers how tokens are documented

SIDECAR = "drf_spectacular_sidecar/swagger-ui-dist"


class KeptGenerator(SchemaGenerator):
    """Makes the document once in each process and language: it takes a second, and anybody may ask for it."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        return _document(get_language() or "")


@cache
def _document(language: str) -> Any:
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


class Document(SpectacularAPIView):
    """Public: it says what can be asked, not what is answered."""

    generator_class = KeptGenerator

    permission_classes = (AllowAny,)
    authentication_classes = ()
    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The document for people. Everything is served from here, and nothing on the page is inline."""
    files = ("swagger-ui.css", "swagger-ui-bundle.js")
    style, script = (staticfiles_storage.url(f"{SIDECAR}/{name}") for name in files)
    return render(request, "recognition/api/docs.html", {"style": style, "script": script})
