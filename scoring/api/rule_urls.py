"""Addresses under /api/v1/rules/."""

from django.urls import path

from scoring.api.rule_reports import RuleReports
from scoring.api.rules import Alarms, PublishRequests, Rules, Shadows

urlpatterns = [
    path("rules/", Rules.as_view({"get": "list"}), name="rules"),
    *(
        path(f"rules/{act}/", RuleReports.as_view({"post": act}), name=f"{act}-rule")
        for act in ("check", "preview", "backtest")
    ),
    path("rules/alarms/", Alarms.as_view({"get": "read"}), name="rule-alarms"),
    path("rules/requests/", PublishRequests.as_view({"get": "list", "post": "ask"}), name="publish-requests"),
    *(
        path(
            f"rules/requests/<key:badge>/<int:number>/{act}/",
            PublishRequests.as_view({"post": act}),
            name=f"{act}-publishing",
        )
        for act in ("approve", "decline", "withdraw")
    ),
    path("rules/shadows/", Shadows.as_view({"get": "list", "post": "start"}), name="shadows"),
    path("rules/shadows/<key:badge>/", Shadows.as_view({"get": "compare"}), name="compare-shadow"),
    path("rules/shadows/<key:badge>/stop/", Shadows.as_view({"post": "stop"}), name="stop-shadow"),
    path("rules/<key:badge>/<int:number>/", Rules.as_view({"get": "retrieve"}), name="rule"),
]
