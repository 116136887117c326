"""Repositories made in the test."""

import os
import subprocess

import pytest

from recognition.actions.actors import System
from recognition.sources.git_history.load import import_repository

ADA = "Ada Lindqvist <ada@lovelace.example.com>"


class Repository:
    """`commit(...)` one after another, an hour apart; `sha` of the last one."""

    def __init__(self, path):
        self.path = path
        self.hours = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, **env):
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["git", "-C", str(self.path), *arguments], check=True, capture_output=True, env=os.environ | quiet | env
        )
        return done.stdout.decode().strip()

    def commit(self, message, *, by=ADA, merged_by=None, at=None, file="a.txt", text=None):
        self.hours += 1
        name, _, mail = by.rstrip(">").partition(" <")
        merger, _, merger_mail = (merged_by or by).rstrip(">").partition(" <")
        when = at or f"{1_740_000_000 + self.hours * 3600} +0000"
        (self.path / file).write_text(text if text is not None else f"{self.hours}\n")
        self.git("add", file)
        self.git(
            "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message,
            GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=mail, GIT_AUTHOR_DATE=when,
            GIT_COMMITTER_NAME=merger, GIT_COMMITTER_EMAIL=merger_mail, GIT_COMMITTER_DATE=when,
        )  # fmt: skip
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    path = tmp_path / "repository"
    path.mkdir()
    return Repository(path)


@pytest.fixture
def load(db):
    def run(repository, **options):
        return import_repository(getattr(repository, "path", repository), by=System("test"), **options)

    return run
