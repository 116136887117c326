"""`python -m scoring.bench pages [PEOPLE] [keep] [only=WORD]`, with DATABASE_URL on PostgreSQL.

A database beside the one named, `test_<name>_pages`: built when it is not there or of another size, and dropped at
the end unless asked to `keep` it for the next run. `only=` visits the pages whose name holds the word, and prints
their statements.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection

from recognition.models import Award, Badge, Nomination, Person, Team, User
from scoring.bench.pages import company
from scoring.bench.pages.addresses import Samples, named_pages
from scoring.bench.pages.asking import HOST, Visitor
from scoring.bench.pages.draws import FIRST
from scoring.bench.pages.side_by_side import compare
from scoring.bench.pages.visits import NotVisited, Visited, readable, visit
from scoring.bench.pages.weight import MOST, Weight, weigh

PEOPLE = 100_000
SLOW = 50.0  # milliseconds
WIDTH = 400  # characters of a statement


def main(words: Sequence[str]) -> None:
    people = next((int(word) for word in words if word.isdigit()), PEOPLE)
    only = next((word.removeprefix("only=") for word in words if word.startswith("only=")), "")
    if connection.vendor != "postgresql":
        print("pages: needs DATABASE_URL on PostgreSQL; left out")
        return
    settings.ALLOWED_HOSTS = [HOST]
    logging.disable(logging.WARNING)  # trying who may see what is refused many times
    call_command("collectstatic", interactive=False, verbosity=0)  # as in production: fingerprinted and compressed
    with _large_company(people, keep="keep" in words):
        print(f"{Person.objects.count():,} people, {Award.objects.count():,} awards", flush=True)
        users = {role: User.objects.get(person_id=FIRST + n) for n, role in enumerate(company.ROLES, start=1)}
        application = get_wsgi_application()
        visitors = {role: Visitor(user, application) for role, user in users.items()}
        visitors["nobody"] = Visitor(None, application)
        visited = _visit(visitors, only)
        if only:
            return
        _weights(visited, visitors)
        print("\nbeside bare pages of Django, one process, in turns:")
        compare(users["reviewer"], ["/people/p1", f"/badges/{_first_badge()}"])


@contextmanager
def _large_company(people: int, *, keep: bool) -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"test_{name}_pages"
    creation = connection.creation
    creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
    try:
        if not company.is_there(people):
            creation.destroy_test_db(name, verbosity=0)
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            began = time.perf_counter()
            company.build(people)
            print(f"built in {time.perf_counter() - began:.0f} s", flush=True)
        yield
    finally:
        creation.destroy_test_db(name, verbosity=0, keepdb=keep)


def _visit(visitors: Mapping[str, Visitor], only: str) -> list[Visited]:
    visited: list[Visited] = []
    left: list[NotVisited] = []
    samples = _samples()
    print("   median   worst    work      db  statements  address")
    print("   milliseconds by the clock; work beside the database; in the database, of one visit")
    for page in named_pages():
        if only in page.name:
            found = visit(page, visitors, samples)
            if isinstance(found, NotVisited):
                left.append(found)
            else:
                visited += found
                for one in found:
                    _print(one, statements=bool(only))
    slow = [one for one in visited if one.median > SLOW]
    print(f"\n{len(visited)} addresses of {len({one.page for one in visited})} pages, {len(slow)} over {SLOW:.0f} ms:")
    for one in slow:
        print(f"  {one.median:.0f} ms, {one.work:.0f} of work: {one.page}  {one.address}")
    why: dict[str, list[str]] = defaultdict(list)
    for missed in left:
        why[missed.why].append(missed.page)
    for reason, pages in why.items():
        print(f"not visited, {reason}: {', '.join(pages)}")
    return visited


def _print(one: Visited, *, statements: bool) -> None:
    times = (one.median, one.worst, one.work, 1000 * one.asked.seconds)
    columns = " ".join(f"{milliseconds:7.1f}" for milliseconds in times)
    print(f"  {columns} {one.asked.number:11d}  {one.address} ({one.role})", flush=True)
    if statements:
        for text, seconds in one.asked.asked:
            print(f"        {1000 * seconds:7.1f}  {text[:WIDTH]}")


def _weights(visited: Sequence[Visited], visitors: Mapping[str, Visitor]) -> None:
    """Of each page's first address; pages only, and not the pictures and files among the addresses."""
    first = {one.page: one for one in reversed(visited) if "text/html" in one.answer.headers.get("Content-Type", "")}
    weights: dict[str, Weight] = {}
    for name, one in first.items():
        weights[name] = weigh(one.address, readable(one.answer), one.answer, visitors[one.role])
    print(
        f"\nweight of a first view, compressed: {len(weights)} pages; the heaviest, and those over {MOST // 1000} kB:"
    )
    for place, (name, weight) in enumerate(sorted(weights.items(), key=lambda item: -item[1].total)):
        if place < 5 or weight.total > MOST:
            print(f"  {weight.total / 1000:6.1f} kB in {weight.requests} requests, the page alone "
                  f"{weight.page / 1000:.1f} kB: {name}")  # fmt: skip
    elsewhere = sorted({address for weight in weights.values() for address in weight.elsewhere})
    print(f"requests to other hosts: {', '.join(elsewhere) or 'none'}")


def _first_badge() -> str:
    return str(Badge.objects.filter(state="live").order_by("id")[0].slug)


def _samples() -> Samples:
    """By a parameter's name, or the literal segment before it; pages of other nouns are tried with all of these."""
    nomination = Nomination.objects.filter(nominator_id=FIRST + 1).values_list("key", flat=True)[0]
    slugs = [_first_badge()]
    return {
        "people": [Person.objects.get(pk=FIRST + 1).key],
        "badges": slugs,
        "awards": slugs,
        "rules": slugs,
        "act": ["decline", "withdraw", "approve", "retire", "publish"],
        "nominations": [nomination],
        "outcomes": [1],
        "cases": ["c-1"],
        "drills": [1],
        "teams": [Team.objects.order_by("-pk")[0].key],
    }
