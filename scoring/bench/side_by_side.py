"""Twenty badges for 100,000 people from 1.3 million events in PostgreSQL, three ways in one run.

`python -m scoring.bench side_by_side [PEOPLE]`, with DATABASE_URL on PostgreSQL: a scratch database beside it.

- a statement a badge, as forum software does it: count, give what is missing, take what no longer holds;
- one pass: all counts once, then the difference to what is stored, in one statement;
- ours: the judge, which weighs every voice, bounds teams, and can explain each answer.

All ask for the same thresholds (distinct people and teams behind a person) and write the same plain table. SQL counts
heads: who spoke twice, for a manager, or in a circle counts in full. The grants therefore differ; both are printed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from scoring.bench.events_in_sql import Wanted, badges_wanted, fill
from scoring.bench.scratch import scratch_database
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.decide import Pages
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.facts.load import load_facts

PEOPLE = 100_000
TOLD = 200  # grants whose explanation is timed
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


def _least(name: str, way: Callable[[], str]) -> float:
    """Seconds by the clock of the quickest round, each from an empty table."""
    least, said = float("inf"), ""
    for _ in range(ROUNDS):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_given")
            cursor.execute(f"CREATE TABLE {GIVEN}")
        began, busy = time.perf_counter(), time.process_time()
        more = way()
        took, work = time.perf_counter() - began, time.process_time() - busy
        if took < least:
            least, said = took, f"{work:.1f} s of it work of this process{more}"
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
    facts = load_facts()
    loaded = time.perf_counter()
    ids = {one.slug: one.badge for one in wanted}
    rules = [LiveRule(one.badge, 1, parse_rule(_document(one)), ids) for one in wanted]
    pages = judge(facts, rules, CURRENT, at=at).decisions
    assert isinstance(pages, Pages)
    digests = sum(len(page.digests()) for page in pages.pages.values())
    judged = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy("COPY bench_given FROM STDIN") as copy:
        for badge, page in pages.pages.items():
            copy.write("".join(f"{person}\t{badge}\n" for person in page.persons[page.eligible].tolist()))
    written = time.perf_counter()
    told, explained = 0, time.process_time()
    for page in pages.pages.values():
        for decision in page.about(page.persons[page.eligible][: TOLD // len(wanted)]):
            told += bool(decision.evidence)
    each = 1000 * (time.process_time() - explained) / max(told, 1)
    return (
        f" (reading {loaded - began:.1f} s, {digests:,} decisions with credits and digests {judged - loaded:.1f} s, "
        f"writing {written - judged:.1f} s; with {told} explanations of {each:.2f} ms each)"
    )


def _document(one: Wanted) -> dict[str, object]:
    """What SQL counts, in the judge's words: so many colleagues that count in full, from so many teams."""
    read = {"from": ["nominations", "thanks"], "thanks": list(one.kinds)}
    support = {"at_least": 0.5, "voices": one.voices, "teams": one.teams, **read}
    return {"badge": one.slug, "award": "automatic", "criteria": {"peer_support": support}}
