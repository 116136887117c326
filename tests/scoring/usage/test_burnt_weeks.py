"""From requests that arrive to weeks that count nothing, and back: the sweep, the judge, an appeal."""

import pytest
from django.db.models import F

from recognition.models import Award, RoleGrant
from scoring.actions import appeals
from scoring.models import Finding, FindingFact
from scoring.patterns.acting_findings import acting_on
from scoring.patterns.private_findings import for_reviewers
from scoring.patterns.sweeping import run_detectors
from scoring.usage.intake import receive_requests
from scoring.usage.readings import Request
from scoring.usage.weeks import seconds_of

from .test_weeks_in_decisions import MONDAY, judge, pair, use

__all__ = ["pair"]  # a fixture
WEEK_MILLISECONDS = 7 * 86_400_000


def loop(*, weeks=2, every=1500):
    """Ada's account asks one thing every `every` seconds, day and night."""
    start, end = seconds_of(MONDAY) * 1000, seconds_of(MONDAY) * 1000 + weeks * WEEK_MILLISECONDS
    receive_requests(
        "otlp",
        [
            Request(
                (("email", "ada@plaudit.example"),), "assistant", at, {"output_tokens": 100}, f"{n:032d}", prompt="a"
            )
            for n, at in enumerate(range(start, end, every * 1000))
        ],
    )


@pytest.mark.django_db
def test_weeks_of_a_loop_count_nothing_and_say_so(pair, ada):
    loop()
    run_detectors()
    judge()
    assert not Award.objects.filter(badge=pair).exists()
    said = dict(Finding.objects.values_list("code", "sentence"))
    assert said.keys() == {"U01", "U02"}
    assert "as evenly as from a machine (weeks of this quarter: 2)" in said["U01"]
    assert "100% of the requests" in said["U02"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["U01", "U02"])
def test_an_appeal_upheld_for_one_sign_gives_the_weeks_back_whole(pair, ada, bo, code):
    loop()
    run_detectors()
    judge()
    RoleGrant.objects.create(person=bo, role="reviewer")
    appeal = appeals.file(by=ada, against="discount", code=code, reason="It was the nightly check of our release.")
    assert {f.code for f in for_reviewers(Finding.objects.all())} == {"U01", "U02"}
    appeals.uphold(by=bo, appeal=appeal, reason="The release manager confirms the nightly check.")
    run_detectors()
    judge()
    assert Award.objects.get(badge=pair).person == ada
    assert acting_on(ada) == []


@pytest.mark.django_db
def test_the_same_ruling_answers_what_else_is_contested_of_these_weeks(pair, ada, bo):
    loop()
    run_detectors()
    RoleGrant.objects.create(person=bo, role="reviewer")
    first, second = (
        appeals.file(by=ada, against="discount", code=code, reason="It was the nightly check of our release.")
        for code in ("U01", "U02")
    )
    appeals.uphold(by=bo, appeal=first, reason="The release manager confirms the nightly check.")
    second.refresh_from_db()
    assert (second.state, second.decided_by) == ("upheld", bo)


@pytest.mark.django_db
def test_another_quarter_is_neither_shown_nor_given_back(pair, ada, bo):
    """Weeks of a quarter that nobody contests keep their finding."""
    loop()
    run_detectors()
    RoleGrant.objects.create(person=bo, role="reviewer")
    rows = list(Finding.objects.filter(code="U02"))
    FindingFact.objects.filter(finding__in=rows).update(fact_id=F("fact_id") - 20)
    appeal = appeals.file(by=ada, against="discount", code="U01", reason="It was the nightly check of our release.")
    assert {f.code for f in for_reviewers(Finding.objects.all())} == {"U01"}
    appeals.uphold(by=bo, appeal=appeal, reason="The release manager confirms the nightly check.")
    assert [f.code for f in acting_on(ada)] == ["U02"]


@pytest.mark.django_db
def test_a_sweep_again_writes_nothing(pair, ada):
    loop()
    run_detectors()
    again = run_detectors()
    assert (again.new, again.changed, again.cleared) == (0, 0, 0)


@pytest.mark.django_db
def test_ordinary_days_leave_no_finding(pair, ada):
    use(0, 1, 7, 9)
    run_detectors()
    assert not Finding.objects.exists()
