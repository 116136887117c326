"""Addresses of the judge's pages, and where usage is delivered (OTLP fixes those two)."""

from django.urls import path

from scoring.views import appeal_inbox, appeals, batch_jobs, cases, drills, mine, telemetry

app_name = "scoring"

urlpatterns = [
    path("me/recognition", mine.mine, name="mine"),
    path("badges/<slug:slug>/progress", mine.badge_progress, name="badge_progress"),
    path("me/appeals", appeals.contest, name="contest"),
    path("me/batch-jobs", batch_jobs.declare, name="declare_batch_job"),
    path("me/batch-jobs/end", batch_jobs.end, name="end_batch_job"),
    path("appeals", appeal_inbox.all_appeals, name="appeals"),
    path("appeals/<slug:key>/decide", appeal_inbox.decide, name="appeal_decide"),
    path("cases", cases.all_cases, name="cases"),
    path("cases/<slug:key>", cases.one_case, name="case"),
    path("cases/<slug:key>/rule", cases.rule, name="case_rule"),
    path("drills", drills.all_drills, name="drills"),
    path("drills/<int:number>", drills.one_drill, name="drill"),
    path("v1/metrics", telemetry.receive_metrics, name="receive_metrics"),
    path("v1/logs", telemetry.receive_logs, name="receive_logs"),
]
