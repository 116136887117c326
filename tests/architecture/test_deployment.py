"""What describes a production set-up names only what exists: programs, options, variables, modules."""

import importlib.util
import re

import click
import pytest
from celery.bin.celery import celery
from django.core.management import get_commands, load_command_class
from django.urls import resolve
from gunicorn.config import Config

from tests.architecture import deployment
from tests.architecture.tree import ROOT, tracked_files

OURS = ("web", "worker", "beat", "migrate")
# Of Python, the shell and Docker, not of Plaudit.
NOT_OURS = re.compile(r"^(PATH|PYTHON\w+|PIP_\w+)$")


def can_start(words):
    """Raises where the program, its subcommand or an option does not exist."""
    program, *rest = words
    if program == "gunicorn":
        given = Config().parser().parse_args(rest)
        assert [importlib.util.find_spec(module) is not None for module in given.args] == [True]
    elif program == "celery":
        assert rest[0] == "--app"
        assert importlib.util.find_spec(rest[1]) is not None
        subcommand = celery.commands[rest[2]]
        subcommand.make_parser(click.Context(subcommand)).parse_args(rest[3:])
    else:
        assert rest[0] == "manage.py"
        name = rest[1]
        load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(rest[2:])


def started_by(unit):
    """The commands of a unit, without the path of the virtual environment."""
    for key in ("ExecStartPre", "ExecStart"):
        for line in unit["Service"].get(key, []):
            python, *rest = line.split()
            assert python == f"{unit['Service']['WorkingDirectory'][0]}/.venv/bin/python"
            yield rest[1:] if rest[0] == "-m" else ["python", *rest]


def test_a_command_with_a_slip_would_be_found():
    slips = (
        "gunicorn badges_site.wsgy", "gunicorn badges_site.wsgi --treads 8", "celery --app badges_site.celery beet",
        "celery --app badges_site.celery worker --concurency 2", "python manage.py migrat",
    )  # fmt: skip
    for wrong in slips:
        with pytest.raises((AssertionError, KeyError, SystemExit, click.UsageError)):
            can_start(wrong.split())


@pytest.mark.parametrize("service", OURS)
def test_what_a_service_runs_exists(service):
    can_start(deployment.command_of(service))


@pytest.mark.parametrize("name", deployment.UNITS)
def test_what_a_unit_runs_exists(name):
    commands = list(started_by(deployment.unit(f"plaudit-{name}.service")))
    assert commands
    for command in commands:
        can_start(command)


def test_the_target_starts_every_unit_and_ends_it():
    files = {path.name for path in tracked_files() if path.parts[:2] == ("deploy", "systemd")}
    assert files == {"plaudit.target", *(f"plaudit-{name}.service" for name in deployment.UNITS)}
    wanted = set(deployment.unit("plaudit.target")["Unit"]["Wants"][0].split())
    assert wanted == files - {"plaudit.target"}
    for name in wanted:
        assert deployment.unit(name)["Unit"]["PartOf"] == ["plaudit.target"]
        assert deployment.unit(name)["Install"]["WantedBy"] == ["plaudit.target"]


@pytest.mark.parametrize("name", deployment.UNITS)
def test_a_unit_may_do_little(name):
    service = deployment.unit(f"plaudit-{name}.service")["Service"]
    assert service["User"] == ["plaudit"]
    said = {key: values[-1] for key, values in service.items()}
    assert (said["NoNewPrivileges"], said["ProtectSystem"], said["ProtectHome"]) == ("yes", "strict", "yes")
    assert said["CapabilityBoundingSet"] == ""


def test_the_image_is_not_run_by_root():
    user = deployment.last("USER").partition(":")[0]
    assert user.isdigit()
    assert int(user) >= 1000
    stages = [rest for word, rest in deployment.dockerfile() if word in ("FROM", "USER")]
    assert stages[-1] == deployment.last("USER"), "the last stage has no USER of its own"


@pytest.mark.parametrize("service", OURS)
def test_a_container_may_do_little(service):
    said = deployment.compose()["services"][service]
    assert (said["read_only"], said["cap_drop"]) == (True, ["ALL"])
    assert said["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in said


def test_the_probe_of_the_image_asks_an_address_that_exists():
    (path,) = re.findall(r"http://127\.0\.0\.1:(?:\d+)(/\w+)", deployment.last("HEALTHCHECK"))
    assert resolve(path).url_name == "healthz"
    bound = deployment.command_of("web")
    port = bound[bound.index("--bind") + 1].rpartition(":")[2]
    assert f"127.0.0.1:{port}/" in deployment.last("HEALTHCHECK")
    assert deployment.compose()["services"]["web"]["ports"][0].endswith(f":{port}")


def test_images_are_named_without_a_host():
    """Everybody has a mirror of their own."""
    images = [rest.split()[0] for word, rest in deployment.dockerfile() if word == "FROM"]
    images += [service["image"] for service in deployment.compose()["services"].values()]
    assert len(images) > 4
    assert [name for name in images if re.search(r"[.:]", name.partition("/")[0]) and "/" in name] == []


def test_every_variable_is_documented():
    text = (ROOT / "compose.yaml").read_text()
    named = set(re.findall(r"(?<!\$)\$\{(\w+)", text)) | set(deployment.example())
    for service in OURS:
        named |= set(deployment.compose()["services"][service]["environment"])
    for name in deployment.UNITS:
        lines = deployment.unit(f"plaudit-{name}.service")["Service"]["Environment"]
        named |= {pair.partition("=")[0] for line in lines for pair in line.split()}
    named |= {found for word, rest in deployment.dockerfile() if word == "ENV" for found in re.findall(r"(\w+)=", rest)}
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "STATIC_ROOT", "WEB_CONCURRENCY"} <= named
    documented = (ROOT / "docs" / "operations.md").read_text()
    assert sorted(name for name in named if not NOT_OURS.match(name) and f"`{name}`" not in documented) == []


def test_what_must_be_set_is_named_when_it_is_missing_and_stands_in_the_example():
    text = (ROOT / "compose.yaml").read_text()
    required = dict(re.findall(r"(?<!\$)\$\{(\w+):\?([^}]*)\}", text))
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "POSTGRES_PASSWORD"} <= set(required)
    assert [name for name, told in required.items() if not told.startswith(f"{name} is not set, ")] == []
    assert [name for name in required if deployment.example().get(name) != ""] == []  # no secret that everybody knows


def test_an_image_gets_what_runs_and_nothing_else():
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert let_in == {"requirements.txt", "manage.py", "badges_site", "recognition", "scoring", "templates", "locale"}
    assert [name for name in let_in if not (ROOT / name).exists()] == []
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "/.env" in ignored, "secrets must not get into git either"
