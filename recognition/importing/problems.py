"""What is wrong with the files, with file and line."""

from dataclasses import dataclass, field

SHOWN = 50


@dataclass(frozen=True)
class Place:
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """`field` is empty where the row as a whole is meant."""

    place: Place
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.message}" if self.field else f"{self.place}: {self.message}"


@dataclass
class Problems:
    """Keeps the first fifty and counts all."""

    count: int = 0
    kept: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str, *, field: str = "") -> None:
        self.count += 1
        if len(self.kept) < SHOWN:
            self.kept.append(Problem(place, message, field))

    @property
    def first(self) -> list[str]:
        """For a terminal, a line each."""
        return [str(problem) for problem in self.kept]

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
