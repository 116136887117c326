"""Twenty badges for 100,000 people from 1.3 million events in PostgreSQL, three ways in one run.

`python -m scoring.bench side_by_side [PEOPLE]`, with DATABASE_URL on PostgreSQL: a scratch database beside it.

- a statement a badge, as forum software does it: count, give what is missing, take what no longer holds;
- one pass: all counts once, then the difference to what is stored, in one statement;
- ours: the judge, which weighs every voice, bounds teams, and can explain each answer; in two processes (PostgreSQL
  uses several by itself). Digests are worked out where answers are stored, and explanations when asked: both apart.

All ask for the same thresholds (distinct people and teams behind a person) and write the same plain table. SQL counts
heads: who spoke twice, for a manager, or in a circle counts in full. The grants therefore differ; both are printed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any

import numpy as np
from django.db import connection

from scoring.bench.events_in_sql import Wanted, badges_wanted, fill
from scoring.bench.scratch import scratch_database
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.decide import Pages
from scoring.engine.facts import Ints
from scoring.engine.judge import LiveRule, judge_standing
from scoring.engine.policy import CURRENT
from scoring.engine.standing import Standing, stand
from scoring.facts.load import load_facts
from scoring.facts.snapshot import one_moment

PEOPLE = 100_000
TOLD = 500  # people whose digests and explanations are timed
PROCESSES = 2
ROUNDS = 3
GIVEN = "bench_given (person bigint, badge bigint, PRIMARY KEY (person, badge))"
# Everybody behind a person for a badge: who nominated for it, and who thanked in one of the kinds.
BEHIND = """
    SELECT nominee_id AS person, nominator_id AS giver, nominator_team_id AS team
    FROM recognition_nomination WHERE badge_id = %(badge)s AND withdrawn_at IS NULL
    UNION ALL
    SELECT receiver_id, giver_id, giver_team_id
    FROM recognition_thanks WHERE kind = ANY(%(kinds)s) AND withdrawn_at IS NULL
"""
ENOUGH = f"""
    SELECT person FROM ({BEHIND}) AS behind GROUP BY person
    HAVING count(DISTINCT giver) >= %(voices)s AND count(DISTINCT team) >= %(teams)s
"""  # noqa: S608 - made of constants


def main(words: Sequence[str]) -> None:
    people = int(words[0]) if words else PEOPLE
    with scratch_database() as vendor:
        if vendor != "postgresql":
            print("side by side: needs DATABASE_URL on PostgreSQL; left out")
            return
        wanted = badges_wanted()
        at, events = fill(people, wanted)
        print(f"side by side: {people:,} people, {events:,} events, {len(wanted)} badges", flush=True)
        ways: dict[str, Callable[[], str]] = {
            "a statement a badge": lambda: _a_statement_a_badge(wanted),
            "one pass in SQL": lambda: _one_pass(wanted),
            "the judge": lambda: _judged(wanted, at),
        }
        best = {name: _least(name, way) for name, way in ways.items()}
        ours = best["the judge"]
        for name in ("a statement a badge", "one pass in SQL"):
            print(f"  the judge against {name}: {best[name] / ours:.1f} times as fast")
        _told(wanted, at)


def _least(name: str, way: Callable[[], str]) -> float:
    """Seconds by the clock of the quickest round, each from an empty table."""
    least, said = float("inf"), ""
    for _ in range(ROUNDS):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_given")
            cursor.execute(f"CREATE TABLE {GIVEN}")
        began, busy = time.perf_counter(), _work()
        more = way()
        took, work = time.perf_counter() - began, _work() - busy
        if took < least:
            least, said = took, f"{work:.1f} s of work beside the database{more}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_given")
        (given,) = cursor.fetchone()
    print(f"  {name}: {least:.2f} s by the clock, {said}; {given:,} grants", flush=True)
    return least


def _a_statement_a_badge(wanted: list[Wanted]) -> str:
    with connection.cursor() as cursor:
        for one in wanted:
            asked: dict[str, Any] = {
                "badge": one.badge,
                "kinds": list(one.kinds),
                "voices": one.voices,
                "teams": one.teams,
            }
            cursor.execute(
                f"INSERT INTO bench_given SELECT person, %(badge)s FROM ({ENOUGH}) AS enough ON CONFLICT DO NOTHING",  # noqa: S608
                asked,
            )
            cursor.execute(
                f"DELETE FROM bench_given WHERE badge = %(badge)s AND person NOT IN ({ENOUGH})",  # noqa: S608
                asked,
            )
    return ""


def _one_pass(wanted: list[Wanted]) -> str:
    """Each pair of people once a badge or kind of thanks, then every badge's counts from these pairs."""
    rows = ", ".join(f"({one.badge}, {one.voices}, {one.teams})" for one in wanted)
    reads = ", ".join(f"({one.badge}, '{kind}')" for one in wanted for kind in one.kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH asked (badge, voices, teams) AS (VALUES {rows}), reads (badge, kind) AS (VALUES {reads}),
            pairs AS (
                SELECT nominee_id AS person, nominator_id AS giver, nominator_team_id AS team, badge_id AS badge
                FROM recognition_nomination WHERE withdrawn_at IS NULL
                UNION
                SELECT receiver_id, giver_id, giver_team_id, reads.badge
                FROM (SELECT DISTINCT receiver_id, giver_id, giver_team_id, kind FROM recognition_thanks
                      WHERE withdrawn_at IS NULL) AS thanks JOIN reads USING (kind)
            ),
            enough AS (
                SELECT person, badge FROM (
                    SELECT person, badge, count(DISTINCT giver) AS voices, count(DISTINCT team) AS teams
                    FROM pairs GROUP BY person, badge
                ) AS counted JOIN asked USING (badge)
                WHERE counted.voices >= asked.voices AND counted.teams >= asked.teams
            ),
            gone AS (
                DELETE FROM bench_given WHERE (person, badge) NOT IN (SELECT person, badge FROM enough)
            )
            INSERT INTO bench_given SELECT person, badge FROM enough ON CONFLICT DO NOTHING
            """  # noqa: S608 - made of our own numbers
        )
    return ""


def _judged(wanted: list[Wanted], at: int) -> str:
    began = time.perf_counter()
    standing, rules = _read(wanted, at)
    loaded = time.perf_counter()
    grants = _in_processes(standing, rules)
    judged = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy("COPY bench_given FROM STDIN") as copy:
        for badge, persons in grants:
            copy.write("".join(f"{person}\t{badge}\n" for person in persons.tolist()))
    written = time.perf_counter()
    return f" (reading {loaded - began:.1f} s, judging {judged - loaded:.1f} s, writing {written - judged:.1f} s)"


def _read(wanted: list[Wanted], at: int) -> tuple[Standing, list[LiveRule]]:
    with one_moment():
        facts = load_facts()
    ids = {one.slug: one.badge for one in wanted}
    rules = [LiveRule(one.badge, 1, parse_rule(_document(one)), ids) for one in wanted]
    return stand(facts, CURRENT, at=at), rules


_given: tuple[Standing, list[LiveRule], Ints]  # read by the forked processes


def _in_processes(standing: Standing, rules: list[LiveRule]) -> list[tuple[int, Ints]]:
    """(badge, who has earned it), of each process's half of the people."""
    global _given
    _given = standing, rules, np.sort(standing.facts.people.id)
    _shared = standing.full_graph.windows.mutual, standing.tree, standing.factors  # worked out once for both
    with get_context("fork").Pool(PROCESSES) as pool:
        return [grant for grants in pool.map(_judge_part, range(PROCESSES), chunksize=1) for grant in grants]


def _judge_part(number: int) -> list[tuple[int, Ints]]:
    standing, rules, people = _given
    pages = _pages(standing, rules, np.array_split(people, PROCESSES)[number])
    return [(badge, page.persons[page.eligible]) for badge, page in pages.pages.items()]


def _pages(standing: Standing, rules: list[LiveRule], persons: Ints) -> Pages:
    pages = judge_standing(standing, rules, persons=persons).decisions
    assert isinstance(pages, Pages)
    return pages


def _told(wanted: list[Wanted], at: int) -> None:
    """What was left for whoever asks: digests and explanations of the first people."""
    standing, rules = _read(wanted, at)
    pages = _pages(standing, rules, np.sort(standing.facts.people.id)[:TOLD])
    began = time.process_time()
    digests = sum(len(page.digests()) for page in pages.pages.values())
    hashed = time.process_time()
    told = sum(bool(decision.evidence) for decision in pages.values() if decision.eligible)
    print(
        f"  when asked: a digest {1e6 * (hashed - began) / max(digests, 1):.0f} us (mean of {digests:,}), an "
        f"explanation {1000 * (time.process_time() - hashed) / max(told, 1):.2f} ms (mean of {told:,} grants)"
    )


def _work() -> float:
    """Processor seconds of this process and of the children that have ended."""
    return sum(os.times()[:4])


def _document(one: Wanted) -> dict[str, object]:
    """What SQL counts, in the judge's words: so many colleagues that count in full, from so many teams."""
    read = {"from": ["nominations", "thanks"], "thanks": list(one.kinds)}
    support = {"at_least": 0.5, "voices": one.voices, "teams": one.teams, **read}
    return {"badge": one.slug, "award": "automatic", "criteria": {"peer_support": support}}
