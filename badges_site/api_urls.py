"""The API, from both floors of the house."""

from django.urls import include, path, re_path

from recognition.api import documents
from recognition.api.unknown import UnknownAddress

app_name = "api"
urlpatterns = [
    path("", include("recognition.api.urls")),
    path("", include("scoring.api.urls")),
    path("", include("scoring.api.rule_urls")),
    path("schema/", documents.Document.as_view(), name="schema"),
    path("docs/", documents.page, name="docs"),
    re_path(r"", UnknownAddress.as_view()),
]
