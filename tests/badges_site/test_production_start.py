"""The web command of the image as a process of its own, with the settings of production: it serves."""

import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.architecture import deployment
from tests.architecture.tree import ROOT

pytestmark = [pytest.mark.processes, pytest.mark.any_database]

HOST = "plaudit.example"
PATIENCE_SECONDS = 120.0
AT_ITS_DOOR = {"Host": HOST, "X-Forwarded-Proto": "https"}  # as a proxy hands it on


def ask(port, path, headers=None):
    """Status, headers and body of a GET. Raises OSError where nobody listens."""
    door = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        door.request("GET", path, headers=headers or {})
        answer = door.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        door.close()


def settings_of(directory):
    """No variable of this run but where programs are; tables in a file of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "DEBUG": "off", "SECRET_KEY": "x1-" * 20, "ALLOWED_HOSTS": HOST, "SITE_URL": f"https://{HOST}",
        "DATA_DIR": str(directory), "STATIC_ROOT": str(directory / "static"), "WEB_CONCURRENCY": "1",
    }  # fmt: skip


def run(env, *words):
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE_SECONDS * 3
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The port of a web server that was started as the image starts it."""
    directory = tmp_path_factory.mktemp("production")
    env = settings_of(directory)
    for words in (["migrate", "--no-input", "-v0"], ["collectstatic", "--no-input", "-v0"]):
        done = run(env, "manage.py", *words)
        assert done.returncode == 0, done.stderr[-2000:]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program, *words = deployment.command_of("web")
    assert program == "gunicorn"
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    words[words.index("--worker-tmp-dir") + 1] = str(directory)  # not every system has /dev/shm
    log = (directory / "web.log").open("wb")
    web = subprocess.Popen([sys.executable, "-m", program, *words], cwd=ROOT, env=env, stdout=log, stderr=log)
    log.close()
    try:
        yield wait_for(port, web, directory / "web.log")
    finally:
        web.terminate()
        assert web.wait(60) == 0


def wait_for(port: int, web: "subprocess.Popen[bytes]", log: Path) -> int:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            ask(port, "/healthz")
        except OSError:
            assert web.poll() is None, log.read_text()[-2000:]
            assert time.monotonic() < give_up, log.read_text()[-2000:]
            time.sleep(0.1)
        else:
            return port


def test_the_probe_of_the_image_finds_it_alive(site):
    status, _headers, body = ask(site, "/healthz")
    assert (status, body) == (200, "alive\n")
    (code,) = re.findall(r'"-c", "(.+)"\]$', deployment.last("HEALTHCHECK"))
    assert run({}, "-c", re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{site}", code)).returncode == 0
    assert run({}, "-c", re.sub(r"127\.0\.0\.1:\d+/\w+", f"127.0.0.1:{site}/nowhere", code)).returncode == 1


def test_it_can_serve(site):
    status, _headers, body = ask(site, "/readyz")
    assert status == 200, body


def test_the_sign_in_page_comes_with_its_stylesheet(site):
    status, _headers, page = ask(site, "/sign-in", AT_ITS_DOOR)
    assert status == 200
    (sheet,) = re.findall(r'href="(/static/css/plaudit\.[0-9a-f]+\.css)"', page)
    status, headers, text = ask(site, sheet, AT_ITS_DOOR)
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/css")
    assert "immutable" in headers["Cache-Control"]
    assert "--" in text


def test_plain_http_and_foreign_hosts_are_sent_away(site):
    status, headers, _body = ask(site, "/sign-in", {"Host": HOST})
    assert (status, headers["Location"]) == (301, f"https://{HOST}/sign-in")
    assert ask(site, "/sign-in", {**AT_ITS_DOOR, "Host": "elsewhere.example"})[0] == 400


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_the_start_says_what_is_missing(tmp_path, missing):
    """By the command that the container and the unit run before anything else."""
    env = {name: value for name, value in settings_of(tmp_path).items() if name != missing}
    refused = run(env, *deployment.command_of("migrate")[1:])
    assert refused.returncode != 0
    assert f"{missing} is not set" in refused.stderr
