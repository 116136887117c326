"""Usage of the assistant: most people's is modest, Devin's is not, and none of it is counted twice."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import F, Sum

from badges_site.demo.company.build import build, write_usage
from badges_site.demo.company.stories import many_tokens
from badges_site.demo.state import DEMO
from recognition.models import Person
from scoring.models import UsageDay
from scoring.usage.columns import load_usage_sketches
from scoring.usage.files import import_file

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def company():
    return build(TODAY)


def test_most_people_use_it_and_none_a_thousandth_as_much_as_devin(company):
    rows = [row for row in company.usage if row["person"] != many_tokens.KEY]
    assert len({row["person"] for row in rows}) >= 200
    for row in rows:
        day = date.fromisoformat(row["day"])
        assert company.people[row["person"]].works_on(day)
        assert (TODAY - day).days < 180
    tokens = Counter()
    for row in company.usage:
        tokens[row["person"]] += row.get("input_tokens", 0) + row.get("output_tokens", 0)
    assert tokens.pop(many_tokens.KEY) == 281_000_000_000
    assert max(tokens.values()) < many_tokens.TOKENS / 1_000


def test_the_same_file_again_changes_nothing(company, tmp_path, db):
    Person.objects.bulk_create(Person(key=person.key, display_name=person.name) for person in company.people.values())
    file = tmp_path / "usage.jsonl.gz"
    write_usage(company, file)
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        first = _import(file)
        kept = list(UsageDay.objects.order_by("pk").values())
        again = _import(file)
    assert not first.received.refused
    assert again.received.known == sum("at" in row for row in company.usage)
    assert list(UsageDay.objects.order_by("pk").values()) == kept
    devin = UsageDay.objects.filter(account__person__key=many_tokens.KEY)
    assert devin.aggregate(n=Sum(F("input_tokens") + F("output_tokens")))["n"] == many_tokens.TOKENS


def test_devins_weeks_run_like_a_machine(company, tmp_path, db):
    devin = Person.objects.create(key=many_tokens.KEY, display_name="Devin Castellano")
    file = tmp_path / "usage.jsonl.gz"
    company_of_one = [row for row in company.usage if row["person"] == many_tokens.KEY]
    write_usage(type(company)(TODAY, usage=company_of_one), file)
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        _import(file)
        weeks = load_usage_sketches({devin.pk})
    whole = weeks.active_days == 7
    assert whole.sum() == many_tokens.WEEKS
    assert (weeks.burstiness[whole] < -0.5).all()
    assert (weeks.requests[whole] >= 200).all()


def _import(file):
    return import_file(file, by=DEMO, kind="usage", dry_run=False, progress=lambda name, rows: None)
