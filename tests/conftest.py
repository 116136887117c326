"""The same few people in every test.

Ada and Bo are engineers of the platform team, which Dina manages; Chen is in data; Eve is in design, in
another department; Robo is a build bot.
"""

import os
from datetime import UTC, date, datetime

import pytest
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import settings

from tests.emptying import empty

# How many random cases a property test sees: once more on another database, while developing, in `make test`, before a
# release. Without a deadline, since a busy machine is no failure.
# In CI the cases are the same each time: what lands must not hang on the luck of the draw.
SAME_CASES = bool(os.environ.get("CI"))
settings.register_profile("few", max_examples=25, deadline=None, derandomize=SAME_CASES)
settings.register_profile("quick", max_examples=100, deadline=None, derandomize=SAME_CASES)
settings.register_profile("suite", max_examples=1_000, deadline=None, derandomize=SAME_CASES)
settings.register_profile("release", max_examples=100_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

pytest_plugins = [
    "tests.tour.company",
    "tests.tour.everything",
    "tests.tour.visitors",
]  # for the tests that go to every address

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


# What a test asks for that has to do with the database.
OF_DATABASES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "client", "admin_client"}


def pytest_addoption(parser):
    parser.addoption(
        "--asking-a-database", action="store_true", help="only tests that ask one: the rest has run with the other one"
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--asking-a-database"):
        return
    asking = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
    items[:] = asking


def _asks_a_database(item):
    if item.get_closest_marker("any_database"):
        return False
    if any(item.get_closest_marker(name) for name in ("django_db", "browser", "processes")):
        return True
    return bool(OF_DATABASES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session", autouse=True)
def _compiled_words():
    """As `make test` does, for those who call pytest themselves."""
    from badges_site.words.translations import compile_words

    compile_words()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with real transactions empty all tables afterwards, which the append-only triggers refuse.

    So they are taken off here; the tests about them put them on again (`append_only`).
    """
    from django.db import connection

    from recognition import append_only
    from scoring import immutable_decisions
    from scoring.append_only_tables import TABLES

    with django_db_blocker.unblock():
        append_only.remove(connection, (*append_only.APPEND_ONLY_TABLES, *TABLES))
        immutable_decisions.remove(connection)


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hundreds of logins are made, and a good hash takes a third of a second by design."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def own_cache():
    """Each process of tests keeps its own figures, which a test can clear: workers of one run share the real Redis."""
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        yield


@pytest.fixture(autouse=True)
def _language_left():
    """A request leaves its language to whatever runs after it in the same thread: here that is the next test."""
    yield
    translation.deactivate()


@pytest.fixture
def connection_kept():
    """The real WSGI handler ends each request by closing connections that are in a transaction: the test's own.

    Django's test client keeps it the same way. SQLite in memory never closes, so only PostgreSQL shows it.
    """
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def append_only(db):
    """The triggers as in production, for one test."""
    from django.db import connection

    import scoring.forgetting
    from recognition import append_only, forgetting
    from scoring import immutable_decisions
    from scoring.append_only_tables import TABLES

    append_only.install(connection, (*append_only.APPEND_ONLY_TABLES, *TABLES))
    forgetting.install(connection, (*forgetting.TABLES, *scoring.forgetting.TABLES))
    immutable_decisions.install(connection)


@pytest.fixture
def company(db):
    """The organisation tree: engineering with platform and data, and design beside it."""
    from recognition.models import Team

    root = Team.objects.create(key="company", name="Company")
    engineering = Team.objects.create(key="engineering", name="Engineering", parent=root)
    return {
        "company": root,
        "engineering": engineering,
        "platform": Team.objects.create(key="platform", name="Platform", parent=engineering),
        "data": Team.objects.create(key="data", name="Data", parent=engineering),
        "design": Team.objects.create(key="design", name="Design", parent=root),
    }


def _person(key, name, team, **more):
    from recognition.models import Person

    return Person.objects.create(
        key=key, display_name=name, team=team, started_on=date(2023, 1, 9), email=f"{key}@plaudit.example", **more
    )


@pytest.fixture
def dina(company):
    return _person("dina", "Dina Okafor", company["platform"])


@pytest.fixture
def ada(company, dina):
    return _person("ada", "Ada Lindqvist", company["platform"], manager=dina)


@pytest.fixture
def bo(company, dina):
    return _person("bo", "Bo Nakamura", company["platform"], manager=dina)


@pytest.fixture
def chen(company):
    return _person("chen", "Chen Wei", company["data"])


@pytest.fixture
def eve(company):
    return _person("eve", "Eve Moreau", company["design"])


@pytest.fixture
def robo(company):
    return _person("robo", "Robo Builder", company["platform"], automated=True)


@pytest.fixture
def badge(db):
    from recognition.models import Badge

    return Badge.objects.create(
        slug="bridge-builder", name="Bridge Builder", purpose="Connects teams that would not have met.", state="live"
    )
