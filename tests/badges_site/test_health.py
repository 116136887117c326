import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def test_it_is_alive_without_asking_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_it_is_ready_when_every_migration_is_applied(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_it_is_not_ready_while_a_migration_waits(client, db):
    (newest,) = (name for app, name in MigrationLoader(connection).graph.leaf_nodes() if app == "recognition")
    MigrationRecorder(connection).record_unapplied("recognition", newest)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "1 not applied" in answer.json()["parts"]["migrations"]


def test_it_is_not_ready_without_its_database_and_does_not_say_where_that_is(client, db, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("could not connect to db.internal as plaudit")

    monkeypatch.setattr("badges_site.health.MigrationExecutor", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "internal" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_is_never_cached(client, db, address):
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_may_ask_by_an_address_that_no_person_writes(client, db, settings, address):
    """Balancers and containers ask the machine by its number, which ALLOWED_HOSTS does not name."""
    settings.ALLOWED_HOSTS = ["plaudit.example"]
    assert client.get(address, headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.get("/sign-in", headers={"host": "10.1.2.3:8000"}).status_code == 400


def test_a_probe_has_the_headers_of_every_answer_and_takes_no_post(client):
    answer = client.post("/healthz")
    assert answer.status_code == 405
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in answer["Content-Security-Policy"]
