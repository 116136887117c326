"""Addresses under /api/v1/ that show what the judge found."""

from django.urls import path

from scoring.api.appeals import Appeals
from scoring.api.batch_jobs import BatchJobs
from scoring.api.cases import Cases, Findings
from scoring.api.decisions import Decisions
from scoring.api.drills import Drills
from scoring.api.explanations import Explanations
from scoring.api.random_audit import Samples
from scoring.api.snoozes import Reviews, Snoozes

urlpatterns = [
    path("decisions/", Decisions.as_view({"get": "list"}), name="decisions"),
    path("decisions/<key:person>/<key:badge>/", Decisions.as_view({"get": "retrieve"}), name="decision"),
    path(
        "decisions/<key:person>/<key:badge>/explanation/",
        Explanations.as_view({"get": "read"}),
        name="explanation",
    ),
    path("findings/", Findings.as_view({"get": "list"}), name="findings"),
    path("cases/", Cases.as_view({"get": "list"}), name="cases"),
    path("cases/<key:key>/", Cases.as_view({"get": "retrieve"}), name="case"),
    *(
        path(f"cases/<key:key>/{act}/", Cases.as_view({"post": act}), name=f"{act}-case")
        for act in ("assign", "note", "confirm", "dismiss", "reopen")
    ),
    path("snoozes/", Snoozes.as_view({"get": "list", "post": "begin"}), name="snoozes"),
    path("snoozes/<key:person>/<key:code>/end/", Snoozes.as_view({"post": "end"}), name="end-snooze"),
    path("appeals/", Appeals.as_view({"get": "list", "post": "file"}), name="appeals"),
    path("appeals/<key:key>/", Appeals.as_view({"get": "retrieve"}), name="appeal"),
    path("appeals/<key:key>/uphold/", Appeals.as_view({"post": "uphold"}), name="uphold-appeal"),
    path("appeals/<key:key>/reject/", Appeals.as_view({"post": "reject"}), name="reject-appeal"),
    path("drills/", Drills.as_view({"get": "list", "post": "ask"}), name="drills"),
    path("drills/<int:number>/", Drills.as_view({"get": "retrieve"}), name="drill"),
    path("batch-jobs/", BatchJobs.as_view({"get": "list", "post": "declare"}), name="batch-jobs"),
    path("batch-jobs/end/", BatchJobs.as_view({"post": "end"}), name="end-batch-job"),
    path("random-audit/", Samples.as_view({"get": "list"}), name="random-audit"),
    path("random-audit/miss-rate/", Samples.as_view({"get": "estimate"}), name="miss-rate"),
    path("random-audit/<key:person>/<key:badge>/judge/", Samples.as_view({"post": "judge"}), name="judge-sample"),
    path("awards/<key:person>/<key:badge>/freeze/", Reviews.as_view({"post": "freeze"}), name="freeze-award"),
    path("awards/<key:person>/<key:badge>/unfreeze/", Reviews.as_view({"post": "unfreeze"}), name="unfreeze-award"),
]
