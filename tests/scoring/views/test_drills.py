"""The page of drills: who sees it, what it says while one is played, and afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Role, RoleGrant
from scoring.actions.drills import ask
from scoring.engine.drill.attacks import ATTACKS
from scoring.models import Drill, DrillReport
from scoring.queries.drills import course
from scoring.rule_checks.drills import play_waiting
from tests.scoring.rules_for_tests import enforce_small_rules
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db

ALL = "/drills"


@pytest.fixture
def reviewer(chen):
    RoleGrant.objects.create(person=chen, role=Role.REVIEWER)
    return chen


def test_a_drill_is_started_watched_and_read(reviewer, ada, bo):
    enforce_small_rules(ada, bo)
    client = browser(reviewer)
    address = client.post(ALL, {"kinds": ["ring"], "seed": "4"})["Location"]
    waiting = client.get(address).content.decode()
    assert "Waiting for a worker" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    play_waiting()
    told = client.get(address).content.decode()
    assert "Three to seven people pass recognition round" in told
    assert "hx-trigger" not in told
    assert "invented company of 240 people" in told


@pytest.mark.parametrize(("won", "said"), [
    ([], "The rules held"), ([{"badge": "bridge-builder", "tier": "", "people": 3}], "1 of 2 attacks brought"),
])  # fmt: skip
def test_a_drill_begins_with_a_verdict_and_where_to_go_next(reviewer, badge, won, said):
    drill = Drill.objects.create(kinds=["ring", "clique"], state="done")
    result = {
        "kind": "ring", "aim": "support", "sentence": "They pass it round.", "planted": True, "gain": 1.0,
        "honest_gain": 2.0, "ratio": 0.5, "recall": 1.0, "precision": 1.0, "won": [], "lost": [], "harmed": 0,
    }  # fmt: skip
    DrillReport.objects.create(drill=drill, content={
        "results": [{**result, "won": won}, result], "people": 300, "mean_ratio": 0.5, "worst_ratio": 0.5,
        "badges_won": 3 if won else 0,
    })  # fmt: skip
    page = browser(reviewer).get(f"{ALL}/{drill.pk}").content.decode()
    assert said in page
    assert ('href="/rules/bridge-builder"' in page) is bool(won)


def test_every_attack_can_be_chosen_once_in_its_group(reviewer):
    page = browser(reviewer).get(ALL).content.decode()
    assert page.count('name="kinds"') == len(ATTACKS)
    assert page.index("Words and thanks") < page.index('value="ring"') < page.index("Use of tools")


def test_htmx_gets_the_changing_part_alone(reviewer):
    drill = ask(by=reviewer, kinds=["ring"])
    part = browser(reviewer).get(f"/drills/{drill.pk}", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="outcome"')


def test_the_history_is_in_the_same_number_of_statements_however_long(reviewer):
    client = browser(reviewer)
    counts = []
    for number in (1, 6):
        for seed in range(number):
            drill = Drill.objects.create(kinds=["ring"], seed=seed, asked_by=reviewer, state="done")
            DrillReport.objects.create(drill=drill, content={"mean_ratio": 0.25, "badges_won": 1, "results": []})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ALL).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("body", [{"seed": "x"}, {"seed": ""}, {"seed": "1", "kinds": ["sneeze"]}, {"seed": "9" * 10}])
def test_what_is_refused_comes_back_with_the_reason(reviewer, body):
    answer = browser(reviewer).post(ALL, body)
    assert answer.status_code == 422
    assert "note--stop" in answer.content.decode()
    assert not Drill.objects.exists()


def test_an_auditor_reads_and_does_not_start(eve):
    RoleGrant.objects.create(person=eve, role=Role.AUDITOR)
    client = browser(eve)
    assert "Start a drill" not in client.get(ALL).content.decode()
    assert client.post(ALL, {"seed": "1"}).status_code == 403


def test_others_see_no_drills(ada):
    drill = Drill.objects.create(kinds=["ring"])
    for address in (ALL, f"/drills/{drill.pk}"):
        assert browser(ada).get(address).status_code == 403


def test_what_failed_says_why(reviewer):
    drill = Drill.objects.create(kinds=["ring"], state="failed", trouble="The draft can no longer be read.")
    assert "can no longer be read" in browser(reviewer).get(f"/drills/{drill.pk}").content.decode()


def test_the_way_there_is_shown_to_who_may_go(reviewer, ada):
    assert 'href="/drills"' in browser(reviewer).get("/").content.decode()
    assert 'href="/drills"' not in browser(ada).get("/").content.decode()


def test_turning_the_page_takes_the_history_and_not_the_page_around_it(reviewer):
    Drill.objects.bulk_create(Drill(kinds=["ring"], seed=1, asked_by=reviewer, state="done") for _ in range(100))
    page = browser(reviewer).get(ALL).content.decode()
    assert 'id="history" hx-select="#history"' in page
    assert page.index('id="history"') < page.index('class="pager"')
    assert 'hx-target="#history"' in page


def _done(mean, *, kinds=("ring", "clique"), badge=None):
    draft = {"badge": badge, "text": "badge: x", "digest": "d"} if badge else {}
    drill = Drill.objects.create(state="done", kinds=list(kinds), played=len(kinds), **draft)
    content = {"people": 9, "mean_ratio": mean, "worst_ratio": 2 * mean, "badges_won": 1, "results": []}
    DrillReport.objects.create(drill=drill, content=content)
    return drill


def test_drills_of_the_same_attacks_are_drawn_as_a_course(reviewer, badge):
    client = browser(reviewer)
    _done(0.4, kinds=["ring"])
    _done(0.5)
    _done(0.9, badge=badge)
    assert "The course so far" not in client.get(ALL).content.decode()  # one is no course
    _done(0.25)
    answer = client.get(ALL)
    assert [point.mean for point in answer.context["course"].points] == [0.5, 0.25]
    assert "Drills of the same 2 attacks on the rules in force" in answer.content.decode()


def test_less_gain_lies_lower_and_the_worst_fits_into_the_picture(reviewer):
    for mean in (0.5, 0.25, 1.5):
        _done(mean)
    first, second, third = course().points
    assert second.mean_y > first.mean_y > third.mean_y
    assert second.mean_y > second.worst_y
    assert all(0 <= point.worst_y <= course().height for point in (first, second, third))


def test_a_drill_in_which_nothing_honest_was_gained_is_left_out(reviewer):
    _done(0.5)
    drill = _done(0.4)
    DrillReport.objects.filter(drill=drill).update(content={"mean_ratio": None, "worst_ratio": None, "badges_won": 0})
    assert course() is None
