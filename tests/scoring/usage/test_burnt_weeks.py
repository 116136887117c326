"""From requests that arrive to weeks that count nothing, and back: the sweep, the judge, an appeal."""

import pytest

from recognition.models import Award, RoleGrant
from scoring.actions import appeals
from scoring.models import Finding
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
def test_an_appeal_that_is_upheld_gives_the_weeks_back(pair, ada, bo):
    loop()
    run_detectors()
    judge()
    RoleGrant.objects.create(person=bo, role="reviewer")
    for code in ("U01", "U02"):
        appeal = appeals.file(by=ada, against="discount", code=code, reason="It was the nightly check of our release.")
        appeals.uphold(by=bo, appeal=appeal, reason="The release manager confirms the nightly check.")
    judge()
    assert Award.objects.get(badge=pair).person == ada


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
