"""Which files a directory holds."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from recognition.importing.problems import Place, Problems
from recognition.importing.reading import File

READ = ("teams", "people", "outcomes", "acknowledgements", "nominations")
# Known, and loaded by another command: usage is no fact about merit (`import_usage`).
NOT_YET = ("usage",)


@dataclass(frozen=True)
class Files:
    """The files to read by name, and those that are there and are not read."""

    found: dict[str, File]
    not_yet: dict[str, File]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...] = ()  # known, and not asked for


def find(directory: Path, problems: Problems, only: Collection[str] = READ) -> Files:
    """Look for `NAME.jsonl` and `NAME.jsonl.gz` of `only`; two of one name or none at all are problems."""
    if not directory.is_dir():
        problems.add(Place(str(directory), 0), _("is no directory: give the one that holds people.jsonl and others"))
        problems.refuse_if_any()
    present = sorted(path for path in directory.iterdir() if path.name.endswith((".jsonl", ".jsonl.gz")))
    by_name: dict[str, File] = {}
    for path in present:
        name = path.name.split(".jsonl")[0]
        if name in by_name:
            problems.add(
                Place(path.name, 0), _("stands beside %(name)s: keep one of them") % {"name": by_name[name].name}
            )
        by_name[name] = File(path)
    found = {name: by_name[name] for name in READ if name in by_name and name in only}
    if not found:
        expected = ", ".join(f"{name}.jsonl" for name in READ if name in only)
        problems.add(Place(str(directory), 0), _("holds none of %(expected)s (plain or .gz)") % {"expected": expected})
    return Files(
        found=found,
        not_yet={name: by_name[name] for name in NOT_YET if name in by_name},
        unknown=tuple(by_name[name].name for name in by_name if name not in READ + NOT_YET),
        left_out=tuple(by_name[name].name for name in READ if name in by_name and name not in only),
    )
