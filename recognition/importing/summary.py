"""What an import did."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Counts:
    new: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass
class Summary:
    """Counts by noun, fields and files that were not read, and the persons whose facts changed."""

    dry_run: bool = False
    counts: dict[str, Counts] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)
    not_read: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    person_ids: set[int] = field(default_factory=set)

    def of(self, noun: str) -> Counts:
        return self.counts.setdefault(noun, Counts())

    @property
    def changed(self) -> bool:
        return any(count.new or count.updated for count in self.counts.values())

    def lines(self) -> list[str]:
        """For people, one fact a line."""
        told = [
            f"{noun}: {count.new:,} new, {count.updated:,} updated, {count.unchanged:,} unchanged"
            for noun, count in self.counts.items()
        ]
        told += self.not_read
        if self.ignored:
            # ascii: a field name is text of the file, and a terminal cannot show all of it
            # By name where counts are equal: sets of field names come in another order in every process.
            most = sorted(self.ignored.items(), key=lambda item: (-item[1], item[0]))[:12]
            fields = ", ".join(f"{ascii(name)[1:-1]} ({n:,})" for name, n in most)
            more = len(self.ignored) - 12
            told.append(f"Fields that nothing reads: {fields}" + (f" and {more} more" if more > 0 else ""))
        if self.dry_run:
            told.append("Dry run: nothing was written.")
        return told
