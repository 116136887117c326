"""Commits as facts: the JSON Lines that `recognition.importing` loads."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from recognition.sources.git_history import identities, message, teams
from recognition.sources.git_history.log import Commit, Identity, Repository
from recognition.sources.git_history.message import Said

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass
class Seen:
    """What the commits show of one person: first and last day, and the days of each mail domain."""

    first: date
    last: date
    domains: dict[str, tuple[date, date]] = field(default_factory=dict)

    def on(self, day: date, domain: str | None) -> None:
        self.first, self.last = min(self.first, day), max(self.last, day)
        if domain is not None:
            start, end = self.domains.get(domain, (day, day))
            self.domains[domain] = (min(start, day), max(end, day))


@dataclass
class History:
    """The commits of a repository with what they say, and who the people in them are."""

    commits: list[tuple[Commit, Said]]
    people: identities.People
    renamed: dict[Identity, Identity]
    left_out: int

    def person(self, who: Identity) -> Identity:
        return self.people.first(self.renamed.get(who, who))

    def key(self, who: Identity) -> str:
        return identities.person_key(self.person(who))


def read(repository: Repository, since: date | None) -> History:
    """All commits with believable dates; the others are counted in `left_out`."""
    latest = datetime.now(UTC) + timedelta(days=1)
    commits, left_out = [], 0
    for commit in repository.commits(since):
        if not EARLIEST.timestamp() <= commit.at <= latest.timestamp():
            left_out += 1
            continue
        commits.append((_without_text(commit), message.read(commit.message)))
    named = dict.fromkeys(who for _commit, said in commits for who in _named(said))
    renamed = repository.mailmap(list(named))
    people = identities.People()
    for commit, said in commits:
        people.add_all((commit.author, commit.committer))
        people.add_all(renamed.get(who, who) for who in _named(said))
    return History(commits, people, renamed, left_out)


def write(history: History, directory: Path) -> None:
    """teams.jsonl, people.jsonl, outcomes.jsonl and acknowledgements.jsonl."""
    seen = _seen(history)
    members = defaultdict(set)
    for who, shown in seen.items():
        for domain in shown.domains:
            if not identities.is_bot(who):
                members[domain].add(who)
    team_domains = {domain for domain, whom in members.items() if len(whom) >= teams.TEAM_OF_AT_LEAST}
    _write(directory / "teams.jsonl", ({"id": domain, "name": domain} for domain in sorted(team_domains)))
    _write(directory / "people.jsonl", _people(seen, team_domains))
    _write(directory / "outcomes.jsonl", _outcomes(history))
    _write(directory / "acknowledgements.jsonl", _acknowledgements(history))


def _without_text(commit: Commit) -> Commit:
    """Messages are most of a history's size and are not needed once they are read."""
    return Commit(**(vars(commit) | {"message": ""}))


def _named(said: Said) -> Iterator[Identity]:
    yield from (item.who for item in said.acknowledgements)
    yield from (who for who in said.co_authors if not identities.is_ai(who))


def _seen(history: History) -> dict[Identity, Seen]:
    seen: dict[Identity, Seen] = {}
    for commit, said in history.commits:
        day = _time(commit.at).date()
        for who in (commit.author, commit.committer, *_named(said)):
            spelled = history.renamed.get(who, who)
            person = history.person(who)
            seen.setdefault(person, Seen(day, day)).on(day, teams.domain_of(spelled.mail))
    return seen


def _people(seen: dict[Identity, Seen], team_domains: set[str]) -> Iterator[dict[str, Any]]:
    # Two people whose keys are the same by chance (one in 16 million a pair) are one: the first stays.
    by_key: dict[str, tuple[Identity, Seen]] = {}
    for who, shown in seen.items():
        by_key.setdefault(identities.person_key(who), (who, shown))
    for key, (who, shown) in by_key.items():
        ranges = {domain: days for domain, days in shown.domains.items() if domain in team_domains}
        now = max(ranges, key=lambda domain: (ranges[domain][1], ranges[domain][0], domain), default=None)
        yield {
            "id": key,
            "display_name": identities.display_name(who),
            "automated": identities.is_bot(who),
            "first_seen": shown.first.isoformat(),
            "last_seen": shown.last.isoformat(),
            "team": now,
            "team_history": [
                {"team": domain, "first_seen": start.isoformat(), "last_seen": end.isoformat()}
                for domain, (start, end) in sorted(ranges.items())
            ],
        }


def _outcomes(history: History) -> Iterator[dict[str, Any]]:
    order = sorted(commit.sha for commit, _said in history.commits)
    for commit, said in history.commits:
        reverted = _found(said.reverts, order)
        co_authors = [history.key(who) for who in said.co_authors if not identities.is_ai(who)]
        yield {
            "id": commit.sha,
            "kind": "change_merged",
            "person": history.key(commit.author),
            "merged_by": history.key(commit.committer),
            "co_authors": list(dict.fromkeys(co_authors)),
            "at": _time(commit.at).isoformat(),
            "authored_at": _believable(commit.authored_at),
            "area": said.area or None,
            "title": said.title or None,
            "lines_added": commit.lines_added,
            "lines_deleted": commit.lines_deleted,
            "files": commit.files,
            "ai_assisted": any(identities.is_ai(who) for who in said.co_authors),
            "reverts": reverted if reverted != commit.sha else None,
            "fixes": [sha for sha in (_found(sha, order) for sha in said.fixes) if sha],
        }


def _acknowledgements(history: History) -> Iterator[dict[str, Any]]:
    for commit, said in history.commits:
        author = history.key(commit.author)
        for kind, who in said.acknowledgements:
            other = history.key(who)
            verified = kind in ("reviewed", "tested", "acked")
            giver, receiver = (other, author) if verified else (author, other)
            yield {
                "outcome": commit.sha,
                "from": giver,
                "to": receiver,
                "kind": kind,
                "at": _time(commit.at).isoformat(),
            }


def _found(short: str, order: list[str]) -> str | None:
    """The one commit whose hash begins so; None when there is none, or more than one."""
    place = bisect_left(order, short)
    matching = [sha for sha in order[place : place + 2] if short and sha.startswith(short)]
    return matching[0] if len(matching) == 1 else None


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _believable(seconds: int) -> str | None:
    """Some authors' clocks stood in 1970 or 2100; the time of merging is what counts."""
    if not EARLIEST.timestamp() <= seconds <= (datetime.now(UTC) + timedelta(days=1)).timestamp():
        return None
    return _time(seconds).isoformat()


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row) + "\n")
