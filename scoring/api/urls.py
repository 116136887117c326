"""Addresses under /api/v1/ that show what the judge found."""

from django.urls import path

from scoring.api.decisions import Decisions
from scoring.api.explanations import Explanations

urlpatterns = [
    path("decisions/", Decisions.as_view({"get": "list"}), name="decisions"),
    path("decisions/<key:person>/<key:badge>/", Decisions.as_view({"get": "retrieve"}), name="decision"),
    path(
        "decisions/<key:person>/<key:badge>/explanation/",
        Explanations.as_view({"get": "read"}),
        name="explanation",
    ),
]
