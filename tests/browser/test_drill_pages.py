"""The pages of drills that are waiting, being played, broken off and done: axe finds nothing, nothing sticks out."""

import pytest
from django.utils import timezone

from recognition.models import Person
from scoring.models import Drill, DrillReport
from tests.browser.conftest import SCREENSHOTS
from tests.browser.test_accessibility import WIDTHS, look_all_around

RESULT = {
    "kind": "ring", "sentence": "Three to seven people pass recognition round, each to the next.", "gain": 2.1,
    "honest_gain": 4.9, "ratio": 0.43, "recall": 0.33, "precision": None, "won": [], "lost": [], "harmed": 0,
}  # fmt: skip
RESULTS = [
    RESULT,
    {**RESULT, "won": [{"badge": "bridge-builder", "tier": "bronze", "people": 2}], "harmed": 3},
    {**RESULT, "ratio": None, "lost": [{"badge": "mentor", "person": "ada"}, {"badge": "mentor", "person": ""}]},
]
REPORT = {"people": 0, "mean_ratio": 0.27, "worst_ratio": 0.48, "badges_won": 2, "results": RESULTS}


@pytest.fixture
def drills(company_to_look_at):
    eve, now = Person.objects.get(key="eve"), timezone.now()
    every = {
        "waiting": {},
        "running": {"played": 1, "taken_until": now},
        "failed": {"trouble": "It broke off (MemoryError: too little memory). Please report it."},
        "done": {"played": 3},
    }
    made = {
        state: Drill.objects.create(state=state, kinds=["ring", "clique", "slow_drip"], asked_by=eve, **more)
        for state, more in every.items()
    }
    DrillReport.objects.create(drill=made["done"], content=REPORT)
    return made


def test_no_drill_shuts_anybody_out(chromium, live_server, drills):
    SCREENSHOTS.mkdir(exist_ok=True)
    context = chromium.new_context(
        base_url=live_server.url,
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": WIDTHS["desk"], "height": 900},
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Eve Moreau").click()
    page.wait_for_url("/")
    problems = []
    for name, address in {"all": "", **{state: f"/{drill.pk}" for state, drill in drills.items()}}.items():
        page.goto(f"/drills{address}")
        for hidden in page.locator("main details:not([open]) > summary").all():
            hidden.click()
        problems += look_all_around(page, f"drill-{name}")
    context.close()
    assert problems == []
