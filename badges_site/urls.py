"""Which address leads into which app."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from badges_site import health, not_found, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("favicon.ico", not_found.favicon, name="favicon"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("badges_site.api_urls")),
    path("", include("scoring.urls")),
    path("", include("recognition.urls")),
]
