"""A repository into the database."""

import tempfile
from datetime import date
from pathlib import Path

from recognition.actions.actors import By
from recognition.importing.reading import Progress
from recognition.importing.run import import_directory, no_progress
from recognition.importing.summary import Summary
from recognition.sources.git_history import facts
from recognition.sources.git_history.log import Repository

SOURCE = "git"


def import_repository(
    path: Path,
    *,
    by: By,
    since: date | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Summary:
    """People, outcomes, verifications and thanks of HEAD's history; again after it grew: only what is new.

    The facts go through files of the same form as everybody's, in a directory that only we can read and
    that is removed at the end.

    Raises:
        GitError: no git, no repository.
        ImportRefusedError: the database knows the same commits with other people or content.
    """
    history = facts.read(Repository.open(path), since)
    with tempfile.TemporaryDirectory(prefix="plaudit-git-") as directory:
        facts.write(history, Path(directory))
        # The repository is the directory of its people: what it says of them later goes.
        summary = import_directory(
            Path(directory), by=by, source=SOURCE, update_people=True, dry_run=dry_run, progress=progress
        )
    if history.left_out:
        summary.not_read.append(f"{history.left_out:,} commits left out: dated before 1990 or in the future")
    if not history.commits:
        summary.not_read.append("The repository has no commits" + (f" since {since}" if since else "") + ".")
    return summary
