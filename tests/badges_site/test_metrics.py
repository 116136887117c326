"""What /metrics says, as Prometheus reads it; who may read it is in `test_metrics_access`."""

import re
import tomllib

import pytest
import yaml
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from badges_site.version import VERSION
from recognition.actions import nominations
from recognition.models import Award, Endpoint, OutboxMessage, Person
from tests.architecture.tree import ROOT
from tests.tour.growth import grow

STATEMENTS = 14


def samples(client):
    """(name, labels as sorted pairs) -> value; fails where Prometheus could not read it."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    found = {}
    for sample in (sample for family in families for sample in family.samples):
        key = (sample.name, tuple(sorted(sample.labels.items())))
        assert key not in found, f"{key} stands twice"
        found[key] = sample.value
    return found


def test_it_can_be_read_while_there_is_nothing_yet(client, db):
    found = samples(client)
    assert found["plaudit_queue_people", (("state", "waiting"),)] == 0
    assert found["plaudit_awards", (("status", "active"),)] == 0
    assert found["plaudit_outbox_messages", (("channel", "email"), ("state", "dead"))] == 0
    assert not [name for name, _labels in found if name.startswith("plaudit_run_")]


def test_it_counts_what_stands_in_a_small_company(client, ada, chen, eve, badge):
    nominations.submit(by=ada, nominee=eve, badge=badge, reason="Helped us through the move.")
    Award.objects.create(badge=badge, person=chen, given_by=ada, given_at="2026-01-01T00:00:00Z")
    found = samples(client)
    assert found["plaudit_queue_people", (("state", "waiting"),)] > 0
    assert found["plaudit_awards", (("status", "active"),)] == 1
    assert found["plaudit_awards", (("status", "revoked"),)] == 0


def test_it_says_what_runs_here_and_how_the_answering_process_is(client, db):
    found = samples(client)
    (info,) = [dict(labels) for name, labels in found if name == "plaudit_build_info"]
    assert (info["version"], info["database"]) == (VERSION, connection.vendor)
    assert found["process_resident_memory_bytes", ()] > 0
    assert found["python_gc_collections_total", (("generation", "0"),)] >= 0


def test_the_version_is_that_of_the_project():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_names_are_as_prometheus_wants_them(client, db):
    for family in text_string_to_metric_families(client.get("/metrics").content.decode()):
        if family.name.startswith("plaudit_"):
            # All of them are states: what counts events ends in `_total`, and nothing here does.
            assert family.type == "gauge"
            assert not family.name.endswith("_total")
            assert family.documentation


def test_it_asks_as_often_for_many_as_for_few(client, clients, company_of_the_tour):
    def statements():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            samples(client)
        return len(asked)

    assert statements() == STATEMENTS
    grow(0, 30, holder=company_of_the_tour["holder"], others=[company_of_the_tour["employee"]])
    assert statements() == STATEMENTS


def test_it_names_nobody_and_nothing_that_people_named(client, ada, eve, badge, company_of_the_tour):
    grow(0, 3, holder=company_of_the_tour["holder"], others=[company_of_the_tour["employee"]])
    Endpoint.objects.create(name="Room of Ada", kind="slack", url="x")
    OutboxMessage.objects.create(
        channel="email", destination="ada@plaudit.example", kind="digest", dedup_key="one", last_error="Ada is away"
    )
    said = client.get("/metrics").content.decode()
    names = {word for person in Person.objects.all() for word in (person.display_name, f'"{person.key}"')}
    assert len(names) > 6
    assert [name for name in names if name in said] == []
    assert not [word for word in ("Room of Ada", "plaudit.example", "is away", badge.slug) if word in said]


def test_without_its_database_it_says_so_and_not_where_that_is(client, monkeypatch):
    def away():
        raise DatabaseError("could not connect to db.internal as plaudit")

    monkeypatch.setattr("scoring.metrics.families", away)
    monkeypatch.setattr("recognition.metrics.families", lambda: iter(()))
    answer = client.get("/metrics")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert "internal" not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)("/metrics").status_code == 405


def test_it_is_never_cached(client, db):
    assert "no-store" in client.get("/metrics")["Cache-Control"]


def test_the_manual_names_every_figure_and_no_other(client, db):
    manual = (ROOT / "docs" / "operations.md").read_text()
    said = set(re.findall(r"^# HELP (plaudit_\w+)", client.get("/metrics").content.decode(), re.MULTILINE))
    assert len(said) > 20
    assert set(re.findall(r"\bplaudit_[a-z_]+", manual)) == said


def test_the_alert_rules_of_the_manual_can_be_read():
    manual = (ROOT / "docs" / "operations.md").read_text()
    read = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", manual, re.MULTILINE | re.DOTALL)]
    (rules,) = [block["groups"][0]["rules"] for block in read if "groups" in block]
    names = [rule["alert"] for rule in rules]
    assert len(names) == len(set(names)) > 10
    assert all(rule["expr"].count("(") == rule["expr"].count(")") for rule in rules)
