"""The scripts of `examples/` do what they say, against a real server."""

import os
import shutil
import subprocess
import sys

import pytest
from knox.models import AuthToken

from recognition.actions import logins, tokens
from recognition.actions.actors import System
from recognition.models import Award, Nomination, Outcome, TokenName, User
from tests.architecture.tree import ROOT
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = ROOT / "examples"
REASON = 'Brought two teams to one schema: "both" release\nfaster \\ now.'


@pytest.fixture
def run(live_server):
    def run_with(secret, name, *words):
        runner = ["sh"] if name.endswith(".sh") else [sys.executable]
        return subprocess.run(
            [*runner, str(EXAMPLES / name), *words], capture_output=True, text=True, timeout=60,
            env={"PATH": os.environ["PATH"], "PLAUDIT_URL": live_server.url, "PLAUDIT_TOKEN": secret},
        )  # fmt: skip

    return run_with


@pytest.fixture
def token_of_ada(ada):
    def narrowed(*scopes):
        user, _ = User.objects.get_or_create(username="ada", defaults={"person": ada})
        token, secret = AuthToken.objects.create(user=user)
        TokenName.objects.create(token=token, name="example", scopes=list(scopes))
        return secret

    return narrowed


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_somebody_is_nominated_from_a_shell_and_once_only(run, token_of_ada, bo, badge):
    secret = token_of_ada("recognise")
    for _ in range(2):
        done = run(secret, "nominate.sh", "bo", badge.slug, REASON)
        assert (done.returncode, done.stderr) == (0, "")
    assert Nomination.objects.get().reason == REASON.replace("\n", " ")
    refused = run(secret, "nominate.sh", "nobody", badge.slug, REASON)
    assert refused.returncode == 1
    assert "Not accepted: 400" in refused.stderr
    assert secret not in done.stdout + refused.stdout + refused.stderr


def test_a_program_reports_an_outcome(run, ada):
    service = logins.make_service(by=System("test"), name="build")
    _token, secret = tokens.make_for_service(
        by=System("test"), user=service, name="Build server", days=7, scopes=["outcomes"]
    )
    for _ in range(2):
        done = run(secret, "report_outcome.py", "build-2041", "2026-06-15T12:00:00Z", "ada", "Release 12")
        assert (done.stdout, done.returncode) == ("build:build-2041 is credited to ada\n", 0), done.stderr
    assert Outcome.objects.get().title == "Release 12"
    refused = run(secret, "report_outcome.py", "build-2042", "2026-06-15T12:00:00Z", "nobody", "Release 13")
    assert (refused.returncode, refused.stderr.startswith("Not accepted: ")) == (1, True)


def test_the_badges_of_a_team_are_listed(run, token_of_ada, ada, eve, badge):
    for person in (ada, eve):
        Award.objects.create(badge=badge, person=person, given_at=NOW, rule_version=1)
    done = run(token_of_ada("read"), "badges_of_a_team.py", "platform")
    assert (done.stdout, done.returncode) == ("ada\tbridge-builder\t-\t2026-06-15\n", 0), done.stderr
    refused = run(token_of_ada("recognise"), "badges_of_a_team.py", "platform")
    assert "“read”" in refused.stderr


@pytest.mark.parametrize("name", ["nominate.sh", "report_outcome.py", "badges_of_a_team.py"])
def test_each_is_short_and_says_how_to_use_it(run, name):
    assert len((EXAMPLES / name).read_text().splitlines()) < 40
    assert os.access(EXAMPLES / name, os.X_OK)
    done = run("x", name)
    assert done.returncode != 0
    assert "usage: " in done.stderr
    assert name in (EXAMPLES / "README.md").read_text()
