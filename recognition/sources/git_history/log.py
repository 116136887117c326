"""Commits of a repository, streamed from `git log`."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple

# Separated by NUL, which neither a name nor a message can hold; numstat quotes paths and follows the last one.
FORMAT = "%x00".join(["", "%H", "%aN", "%aE", "%at", "%cN", "%cE", "%ct", "%B", ""])
FIELDS = 9
CHUNK_BYTES = 1 << 20


class GitError(Exception):
    """The repository cannot be read; the message says what to do."""


class Identity(NamedTuple):
    name: str
    mail: str


@dataclass(frozen=True)
class Commit:
    """Times are seconds since 1970, as the commit says; sizes are None where git cannot tell."""

    sha: str
    author: Identity
    authored_at: int
    committer: Identity
    at: int
    message: str
    lines_added: int | None
    lines_deleted: int | None
    files: int | None


@dataclass(frozen=True)
class Repository:
    path: Path

    @classmethod
    def open(cls, path: Path) -> "Repository":
        """Raises: GitError when there is no git, no such directory, or no repository in it."""
        if shutil.which("git") is None:
            raise GitError("git is not installed: install it, then try again")
        if not path.is_dir():
            raise GitError(f"{path} is no directory: give the path of a git repository")
        repository = cls(path)
        repository._run("rev-parse", "--git-dir")
        return repository

    def is_empty(self) -> bool:
        return self._start(["rev-parse", "--verify", "--quiet", "HEAD"]).wait() != 0

    def commits(self, since: date | None = None) -> Iterator[Commit]:
        """Without merges, oldest first, of HEAD; `since` is the first day (UTC) of the committer's date."""
        if self.is_empty():
            return
        beginnings = self._shallow()
        fields = self._fields(since)
        first = next(fields, "")  # before the first NUL stands nothing
        if first.strip():
            raise GitError("git log answered in an unknown form: update git")
        while (record := [field for _number, field in zip(range(FIELDS), fields, strict=False)]) != []:
            yield _commit(record, known_size=record[0] not in beginnings)

    def mailmap(self, identities: list[Identity]) -> dict[Identity, Identity]:
        """What the repository's mailmap makes of names in messages; those of authors are mapped already."""
        asked = [identity for identity in identities if _can_be_asked(identity)]
        if not asked:
            return {}
        lines = "".join(f"{identity.name} <{identity.mail}>\n" for identity in asked)
        # not splitlines(): names may hold what Unicode takes for the end of a line
        answer = self._run("check-mailmap", "--stdin", given=lines).rstrip("\n").split("\n")
        if len(answer) != len(asked):
            raise GitError("git check-mailmap answered in an unknown form: update git")
        return {identity: _contact(line) or identity for identity, line in zip(asked, answer, strict=True)}

    def _fields(self, since: date | None) -> Iterator[str]:
        window = [f"--since={since.isoformat()}T00:00:00Z"] if since else []
        arguments = ["log", "--no-merges", "--reverse", "--no-show-signature", "--no-ext-diff", "--no-textconv",
                     "--no-color", "--numstat", f"--format={FORMAT}", *window, "HEAD", "--"]  # fmt: skip
        with tempfile.TemporaryFile() as complaints:
            process = self._start(arguments, stdout=subprocess.PIPE, stderr=complaints)
            try:
                assert process.stdout is not None
                yield from _split(process.stdout)
                if process.wait() != 0:
                    raise GitError(_last_words(complaints))
            finally:
                process.kill()
                process.wait()

    def _shallow(self) -> set[str]:
        """Commits at which a shallow history begins: against nothing, everything in them looks new."""
        place = self.path / self._run("rev-parse", "--git-path", "shallow").strip()
        return set(place.read_text().split()) if place.is_file() else set()

    def _run(self, *arguments: str, given: str = "") -> str:
        with tempfile.TemporaryFile() as complaints, tempfile.TemporaryFile() as input_:
            input_.write(given.encode("utf-8", "replace"))
            input_.seek(0)
            process = self._start(list(arguments), stdin=input_, stdout=subprocess.PIPE, stderr=complaints)
            output, _ = process.communicate()
            if process.returncode != 0:
                raise GitError(_last_words(complaints))
        return output.decode("utf-8", "replace")

    def _start(
        self,
        arguments: list[str],
        *,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        stderr: int | IO[bytes] = subprocess.DEVNULL,
    ) -> "subprocess.Popen[bytes]":
        """Nothing of the repository's own configuration may run a program or fetch from anywhere."""
        settings = ["-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"]
        command = ["git", "--no-pager", "-C", str(self.path), *settings, *arguments]
        quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
        # A hook that calls us has set these for its own repository.
        inherited = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
        return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, env=inherited | quiet)  # noqa: S603


def _split(stream: IO[bytes]) -> Iterator[str]:
    """The NUL-separated fields of a stream; the last one ends with it."""
    rest: list[bytes] = []
    while chunk := stream.read(CHUNK_BYTES):
        head, *others = chunk.split(b"\0")
        rest.append(head)
        for other in others:
            yield b"".join(rest).decode("utf-8", "replace")
            rest = [other]
    yield b"".join(rest).decode("utf-8", "replace")


def _commit(record: list[str], *, known_size: bool) -> Commit:
    if len(record) != FIELDS:
        raise GitError("git log broke off: check the repository with `git fsck`")
    sha, author, author_mail, authored_at, committer, committer_mail, at, message, changes = record
    added, deleted, files = _sizes(changes) if known_size else (None, None, None)
    return Commit(
        sha, Identity(author, author_mail), _seconds(authored_at), Identity(committer, committer_mail), _seconds(at),
        message, added, deleted, files,
    )  # fmt: skip


def _sizes(changes: str) -> tuple[int, int, int]:
    """Added and deleted lines and files; a binary file counts as a file with no lines."""
    added = deleted = files = 0
    for line in changes.split("\n"):
        parts = line.split("\t", 2)
        if len(parts) == 3:
            files += 1
            added += int(parts[0]) if parts[0].isdecimal() else 0
            deleted += int(parts[1]) if parts[1].isdecimal() else 0
    return added, deleted, files


def _seconds(text: str) -> int:
    """A time git cannot read is given as nothing; it is then as unbelievable as 1970."""
    try:
        return int(text)
    except ValueError:
        return 0


def _can_be_asked(identity: Identity) -> bool:
    return identity.mail != "" and not set(identity.name + identity.mail) & set("<>\n\r")


def _contact(line: str) -> Identity | None:
    name, found, mail = line.rpartition("<")
    return Identity(name.strip(), mail.strip().rstrip(">")) if found else None


def _last_words(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read(100_000).decode("utf-8", "replace").strip().splitlines()
    return "git says: " + (lines[0].removeprefix("fatal: ") if lines else "nothing")
