"""Addresses of the judge's pages, and where usage is delivered (OTLP fixes those two)."""

from django.urls import path

from recognition import any_key  # noqa: F401  (registers the converter)
from scoring.views import (
    appeal_inbox,
    appeals,
    badge_history,
    batch_jobs,
    cases,
    desk,
    drills,
    insights,
    jobs,
    mine,
    random_audit,
    rule_health,
    snoozes,
    sources,
    telemetry,
    unknown_accounts,
)
from scoring.views.rules import urls as rules

app_name = "scoring"

urlpatterns = [
    path("office/jobs", jobs.jobs, name="jobs"),
    path("office/jobs/recalculate", jobs.recalculate, name="recalculate"),
    path("office/sources", sources.sources, name="sources"),
    path("office/accounts", unknown_accounts.unknown_accounts, name="unknown_accounts"),
    path("office/sources/usage-tokens/<int:number>/end", sources.end_usage_token, name="end_usage_token"),
    path("office/sources/api-tokens/<slug:beginning>/end", sources.end_api_token, name="end_api_token"),
    path("me/recognition", mine.mine, name="mine"),
    path("badges/<slug:slug>/progress", mine.badge_progress, name="badge_progress"),
    path("badges/<slug:slug>/history", badge_history.badge_history, name="badge_history"),
    path("me/appeals", appeals.contest, name="contest"),
    path("me/batch-jobs", batch_jobs.declare, name="declare_batch_job"),
    path("me/batch-jobs/end", batch_jobs.end, name="end_batch_job"),
    path("appeals", appeal_inbox.all_appeals, name="appeals"),
    path("appeals/<slug:key>/decide", appeal_inbox.decide, name="appeal_decide"),
    path("cases", cases.all_cases, name="cases"),
    path("cases/<slug:key>", cases.one_case, name="case"),
    path("cases/<slug:key>/rule", cases.rule, name="case_rule"),
    path("desk", desk.desk, name="desk"),
    path("random-audit", random_audit.random_audit, name="random_audit"),
    path("random-audit/<any_key:key>/<slug:slug>", random_audit.sample, name="audit_sample"),
    path("random-audit/<any_key:key>/<slug:slug>/judge", random_audit.judge, name="audit_judge"),
    path("snoozes", snoozes.snoozes, name="snoozes"),
    path("snoozes/new", snoozes.new, name="snooze_new"),
    path("snoozes/<any_key:key>/<slug:code>/end", snoozes.end, name="snooze_end"),
    path("rule-health", rule_health.rule_health, name="rule_health"),
    *rules.urlpatterns,
    path("drills", drills.all_drills, name="drills"),
    path("drills/<int:number>", drills.one_drill, name="drill"),
    path("insights", insights.insights, name="insights"),
    path("insights.csv", insights.export, name="insights_export"),
    path("v1/metrics", telemetry.receive_metrics, name="receive_metrics"),
    path("v1/logs", telemetry.receive_logs, name="receive_logs"),
]
