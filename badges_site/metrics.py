"""For Prometheus: how the house is doing, in figures that name nobody."""

from __future__ import annotations

import platform
from collections.abc import Iterator

import django
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.core import InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

import recognition.metrics
import scoring.metrics
from badges_site import metrics_access
from badges_site.version import VERSION
from recognition.problems import problem_answer


class House(Collector):
    """Asks the database when it is asked: a process's own counts would be those of one of several."""

    def collect(self) -> Iterator[Metric]:
        yield from recognition.metrics.families()
        yield from scoring.metrics.families()
        yield InfoMetricFamily(
            "plaudit_build",
            "What runs here.",
            value={
                "version": VERSION,
                "django": django.get_version(),
                "python": platform.python_version(),
                "database": connection.vendor,
            },
        )


REGISTRY = CollectorRegistry()
REGISTRY.register(House())
# Of the web process that happens to answer.
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures as text; 401 or 403 for who may not read them, 503 while the database cannot be asked."""
    refused = metrics_access.refusal(request)
    if refused is not None:
        return refused
    try:
        return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    except DatabaseError:
        # No detail: the message of a driver can name hosts and users.
        return problem_answer(503, "database", "The database cannot be asked: /readyz says what is not ready.")
