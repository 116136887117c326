"""The tree of teams as admins see it."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.actions import thanks
from recognition.models import Team

TEAMS = "/office/teams"


def text(answer):
    return answer.content.decode()


def test_a_team_is_added_named_and_led(admin, company, ada):
    made = admin.post(f"{TEAMS}/new", {"name": "Maps", "key": "maps", "parent": "engineering", "lead": "ada"})
    assert made["Location"] == f"{TEAMS}/maps"
    changed = {"name": "Charts", "parent": "design", "lead": ""}
    assert admin.post(f"{TEAMS}/maps", changed)["Location"] == f"{TEAMS}/maps"
    maps = Team.objects.get(key="maps")
    assert (maps.name, maps.parent, maps.lead) == ("Charts", company["design"], None)


def test_the_tree_stands_parents_first(admin, company):
    found = [(shown.team.key, shown.depth) for shown in admin.get(TEAMS).context["teams"]]
    assert found == [("company", 0), ("design", 1), ("engineering", 1), ("data", 2), ("platform", 2)]
    assert [shown.team.key for shown in admin.get(TEAMS, {"q": "plat"}).context["teams"]] == ["platform"]
    assert "No team is found" in text(admin.get(TEAMS, {"q": "zzz"}))


def test_a_place_that_is_fixed_is_no_choice(admin, ada, chen):
    thanks.give(by=ada, receiver=chen, text="Thank you for the long evening!")
    assert "Its place is fixed" in text(admin.get(f"{TEAMS}/data"))
    refused = admin.post(f"{TEAMS}/data", {"name": "Data", "parent": "design", "lead": ""})
    assert refused.status_code == 422
    assert "begin a new one there" in text(refused)


def test_a_team_is_closed_by_who_says_that_they_know(admin, company):
    unsure = admin.post(f"{TEAMS}/data/close", {"on": "2026-01-05"})
    assert unsure.status_code == 422
    assert "Say that you know it" in text(unsure)
    admin.post(f"{TEAMS}/data/close", {"on": "2026-01-05", "sure": "on"})
    assert Team.objects.get(key="data").closed_on is not None
    assert [shown.team.key for shown in admin.get(TEAMS, {"state": "closed"}).context["teams"]] == ["data"]


def test_a_team_that_closes_later_is_among_the_open_ones_until_that_day(admin, company, time_machine):
    day = timezone.localdate() + timedelta(days=1)
    said = admin.post(f"{TEAMS}/data/close", {"on": day.isoformat(), "sure": "on"}, follow=True)
    assert "From now on nobody joins it." in text(said)

    def listed(**query):
        return "data" in [shown.team.key for shown in admin.get(TEAMS, query).context["teams"]]

    assert (listed(), listed(state="closed")) == (True, False)
    assert "closes on" in text(admin.get(TEAMS))
    assert f"{TEAMS}/data" in text(admin.get(f"{TEAMS}/engineering"))
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert (listed(), listed(state="closed")) == (False, True)


def test_a_team_under_a_closed_one_can_still_be_renamed(admin, company):
    Team.objects.filter(key="engineering").update(closed_on="2026-01-05")
    kept = admin.post(f"{TEAMS}/data", {"name": "Rows", "parent": "engineering", "lead": ""})
    assert kept.status_code == 302
    refused = admin.post(f"{TEAMS}/design", {"name": "Design", "parent": "engineering", "lead": ""})
    assert refused.status_code == 422
    assert "Engineering is closed, or will be soon" in text(refused)


def test_a_team_with_people_is_not_closed_and_says_why(admin, chen):
    refused = admin.post(f"{TEAMS}/data/close", {"on": "2026-01-05", "sure": "on"})
    assert refused.status_code == 422
    assert "1 person is still in this team" in text(refused)


def test_auditors_read_and_change_nothing(auditor, company):
    assert auditor.get(TEAMS).status_code == 200
    assert "Keep it like this" not in text(auditor.get(f"{TEAMS}/data"))
    assert auditor.post(f"{TEAMS}/data", {"name": "Mine", "parent": "", "lead": ""}).status_code == 403
    assert auditor.post(f"{TEAMS}/data/close", {"on": "2026-01-05", "sure": "on"}).status_code == 403
    assert auditor.get(f"{TEAMS}/new").status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(admin, company):
    counts = []
    for number in (2, 40):
        Team.objects.bulk_create(
            Team(key=f"t{number}-{n}", name=f"T {n}", parent=company["design"]) for n in range(number)
        )
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(TEAMS).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
