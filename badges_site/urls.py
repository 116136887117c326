"""Which address leads into which app."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from badges_site import health, metrics, not_found, styleguide

# The tables have no door of their own: whoever opens them comes in by the sign-in, with its second step.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("favicon.ico", not_found.favicon, name="favicon"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("badges_site.api_urls")),
    path("", include("scoring.urls")),
    path("", include("recognition.urls")),
    path("", include("recognition.entrance_urls")),
]
