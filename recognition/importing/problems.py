"""What is wrong with the files, with file and line."""

from dataclasses import dataclass, field

SHOWN = 50


@dataclass(frozen=True)
class Place:
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass
class Problems:
    """Keeps the first fifty and counts all."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(f"{place}: {message}")

    def __str__(self) -> str:
        return f"{self.count:,} problem" + ("" if self.count == 1 else "s")

    def refuse_if_any(self) -> None:
        if self.count:
            raise ImportRefusedError(self)


class ImportRefusedError(Exception):
    """The files are not right; nothing was written. `problems` says where and why."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(f"{problems}, nothing was imported")
