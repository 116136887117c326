"""For load balancers and orchestrators: is this process alive, can it serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from badges_site.metrics import metrics


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else: a database that is away must not get web servers killed."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration; 503 with the part that is not ready."""
    parts = {"database": "ready", "migrations": "ready"}
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        # No detail: the message of a driver can name hosts and users.
        parts = {"database": "cannot be reached", "migrations": "unknown"}
    else:
        if waiting:
            parts["migrations"] = f"{len(waiting)} not applied: run `manage.py migrate`"
    ok = all(state == "ready" for state in parts.values())
    return JsonResponse({"ready": ok, "parts": parts}, status=200 if ok else 503)


PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": alive,
    "/readyz": ready,
    "/metrics": metrics,  # looks at the host itself where no token protects it
}


class ProbesFirst:
    """Answers probes before anything looks at the host: they ask the machine by its number, which ALLOWED_HOSTS does
    not name, and no answer depends on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return PROBES.get(request.path_info, self.get_response)(request)
