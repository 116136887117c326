"""Batch jobs by API: one's own, and nobody else's."""

import pytest
import time_machine

from scoring.models import DeclaredBatchJob
from tests.conftest import NOW

JOB = {"tool": "assistant", "purpose": "Nightly summary of logs", "since": "2026-06-17", "until": "2026-06-30"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_job_is_declared_listed_and_ended_by_its_person(as_person, ada, bo):
    client = as_person(ada)
    declared = client.post("/api/v1/batch-jobs/", JOB)
    assert (declared.status_code, declared.json()["since"], declared.json()["until"]) == (
        201, "2026-06-15", "2026-07-05",
    )  # fmt: skip
    assert [job["tool"] for job in client.get("/api/v1/batch-jobs/").json()["results"]] == ["assistant"]
    assert as_person(bo).get("/api/v1/batch-jobs/").json()["results"] == []
    ending = {"tool": "assistant", "since": "2026-06-15"}
    assert as_person(bo).post("/api/v1/batch-jobs/end/", ending).status_code == 400
    assert client.post("/api/v1/batch-jobs/end/", ending).status_code == 204
    assert str(DeclaredBatchJob.objects.get().until) == "2026-06-21"


@pytest.mark.parametrize(
    "change",
    [{"since": "2026-06-14"}, {"until": "2026-10-30"}, {"purpose": "job"}, {"tool": ""}, {"since": "soon"}, {"x": 1}],
)
def test_bad_input_is_refused_and_nothing_is_declared(as_person, ada, change):
    answer = as_person(ada).post("/api/v1/batch-jobs/", JOB | change)
    assert answer.status_code == 400
    assert not DeclaredBatchJob.objects.exists()


def test_a_stranger_declares_nothing(anybody):
    assert anybody.post("/api/v1/batch-jobs/", JOB).status_code in (401, 403)
