"""Figures of how recognition spreads: right, about groups, and never about a few people."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from badges_site.celery import app
from recognition.models import Award, AwardChange, Nomination, Person, Thanks
from scoring import tasks
from scoring.engine.findings import About
from scoring.models import Case, Finding, FindingFact
from scoring.queries.insights import decisions, gather, period, reach, words
from scoring.queries.insights.bridges import MOST_PARTS, bridges
from scoring.queries.insights.gather import insights, worked_out
from scoring.queries.insights.period import SPANS
from scoring.rule_checks import alarms

pytestmark = pytest.mark.django_db
NOW = timezone.now()
QUARTER = period.last("quarter", now=NOW)


@pytest.fixture
def crowd(company):
    """Put that many people into a team."""

    def add(team, number, *, started=date(2020, 1, 1), location=""):
        first = Person.objects.count()
        return [
            Person.objects.create(
                key=f"c{n}", display_name=f"C {n}", team=company[team], started_on=started, location=location
            )
            for n in range(first, first + number)
        ]

    return add


def thank(giver, receiver, *, days_ago=1, withdrawn=False):
    at = NOW - timedelta(days=days_ago)
    return Thanks.objects.create(
        giver=giver, receiver=receiver, text="Thank you!", at=at, giver_team=giver.team, receiver_team=receiver.team,
        withdrawn_at=at if withdrawn else None,
    )  # fmt: skip


def nominate(giver, receiver, badge, *, days_ago=1):
    return Nomination.objects.create(
        key=f"n{Nomination.objects.count()}", badge=badge, nominator=giver, nominee=receiver, reason="They did.",
        at=NOW - timedelta(days=days_ago), quarter=8104, nominator_team=giver.team, nominee_team=receiver.team,
    )  # fmt: skip


def test_words_of_both_kinds_reach_people_and_withdrawn_and_old_ones_do_not(ada, bo, chen, eve, dina, badge):
    thank(ada, bo)
    nominate(chen, eve, badge)
    thank(bo, dina, withdrawn=True)
    thank(bo, dina, days_ago=92)
    assert words.receivers(QUARTER) == {bo.pk, eve.pk}
    assert words.givers(QUARTER) == {ada.pk, chen.pk}
    assert words.receivers(QUARTER.before) == {dina.pk}


def test_words_between_teams_are_counted_as_of_their_day(ada, chen, badge, company):
    thank(ada, chen)
    thank(ada, chen)
    nominate(chen, ada, badge)
    Person.objects.filter(pk=ada.pk).update(team=company["design"])
    found = words.between_teams(QUARTER)
    assert found == {(ada.team_id, chen.team_id): 2, (chen.team_id, ada.team_id): 1}


def test_four_newcomers_are_too_few_to_be_shown(crowd):
    begun = timezone.localdate() - timedelta(days=20)
    crowd("platform", 4, started=begun)
    few = reach.share(reach.newcomers(reach.members(), timezone.localdate()), set())
    assert (few.people, few.shown) == (4, False)
    crowd("platform", 1, started=begun)
    assert reach.share(reach.newcomers(reach.members(), timezone.localdate()), set()).shown


def test_who_left_and_bots_are_nobody_to_be_reached(ada, robo, crowd):
    gone = crowd("platform", 1)[0]
    gone.left_on = timezone.localdate()
    gone.save()
    assert [member.id for member in reach.members() if member.id in (ada.pk, robo.pk, gone.pk)] == [ada.pk]


def test_a_team_is_quiet_when_nobody_of_five_is_reached(crowd):
    crowd("data", 4)
    platform, design = crowd("platform", 5), crowd("design", 6)
    quiet = reach.quiet_teams(reach.members(), {platform[0].pk})
    assert [(team.key, team.people) for team in quiet] == [("design", 6)]
    assert reach.quiet_teams(reach.members(), {platform[0].pk, design[0].pk}) == []


def test_words_cross_between_the_parts_below_the_top(crowd, company):
    """Platform and data are both of engineering: words between them cross teams and no parts."""
    crowd("platform", 3), crowd("data", 3), crowd("design", 5)
    platform, data, design = (company[name].pk for name in ("platform", "data", "design"))
    found = bridges(
        {(platform, data): 3, (platform, design): 1, (design, design): 4}, {platform: 3, data: 3, design: 5}
    )
    assert found.parts == ["Design", "Engineering"]
    assert [[cell.words for cell in row.cells] for row in found.rows] == [[4, 0], [1, 3]]
    assert (found.words, found.across_teams, found.across_parts) == (8, 0.5, 0.125)


def test_a_small_part_is_hidden_among_others_of_five_people_together(company):
    """Were it hidden alone, "other parts" would be its name."""
    from recognition.models import Team

    platform, design = company["platform"].pk, company["design"].pk
    sales = Team.objects.create(key="sales", name="Sales", parent=company["company"]).pk
    found = bridges({(platform, design): 2, (sales, platform): 3}, {platform: 20, design: 4, sales: 9})
    assert found.parts == ["Engineering", ""]
    assert [[cell.words for cell in row.cells] for row in found.rows] == [[0, 2], [3, 0]]


def test_a_small_part_takes_the_only_other_one_with_it(company):
    platform, design = company["platform"].pk, company["design"].pk
    found = bridges({(platform, design): 2}, {platform: 20, design: 4})
    assert found.parts == [""]
    assert [cell.words for cell in found.rows[0].cells] == [2]


def test_people_without_a_team_are_hidden_among_others_too(company):
    from recognition.models import Team

    platform, design = company["platform"].pk, company["design"].pk
    sales = Team.objects.create(key="sales", name="Sales", parent=company["company"]).pk
    found = bridges({(None, design): 1}, {None: 1, platform: 20, design: 7, sales: 9})
    assert found.parts == ["Engineering", "Sales", ""]


def test_a_part_that_everybody_left_is_no_row_by_itself(company):
    from recognition.models import Team

    platform, design = company["platform"].pk, company["design"].pk
    sales = Team.objects.create(key="sales", name="Sales", parent=company["company"]).pk
    found = bridges({(design, platform): 1}, {platform: 20, sales: 9})
    assert found.parts == ["Engineering", ""]


def test_words_of_fewer_than_five_people_make_no_table(company):
    platform, design = company["platform"].pk, company["design"].pk
    found = bridges({(platform, design): 2}, {platform: 2, design: 2})
    assert (found.words, found.parts, found.rows) == (2, [], [])


def test_a_table_has_at_most_twelve_parts_and_the_rest(company, crowd):
    from recognition.models import Team

    teams = [Team.objects.create(key=f"t{n}", name=f"T {n:02}", parent=company["company"]) for n in range(20)]
    given = {(team.pk, team.pk): 1 for team in teams}
    found = bridges(given, {team.pk: 10 for team in teams})
    assert len(found.parts) == MOST_PARTS + 1
    assert sum(cell.words for row in found.rows for cell in row.cells) == 20


def test_the_time_of_a_panel_runs_from_its_being_asked_to_its_answer(ada, bo, chen, badge):
    for person, days in ((ada, 2), (bo, 10)):
        award = Award.objects.create(badge=badge, person=person, rule_version=1, given_at=NOW)
        for at, before, after in (
            (NOW - timedelta(days=days), "", "pending"),
            (NOW - timedelta(hours=1), "pending", "active"),
        ):
            AwardChange.objects.create(award=award, at=at, from_status=before, to_status=after, reason="x")
    Award.objects.create(badge=badge, person=chen, rule_version=1, status="pending", given_at=NOW - timedelta(days=3))
    found = decisions.panel_time(QUARTER)
    assert (found.answered, found.waiting) == (2, 1)
    assert found.typical == timedelta(days=6) - timedelta(hours=1)
    assert found.longest == timedelta(days=3)


@pytest.fixture
def pattern(ada, bo):
    """A finding of this weight about one word, and its case."""

    def see(word, *, factor=0.5, state="open"):
        closed = None if state == "open" else NOW
        case = Case.objects.create(
            key=f"c-{Case.objects.count()}", family="nominations", subject="pattern", state=state, closed_at=closed
        )
        finding = Finding.objects.create(
            key=f"N02-{Finding.objects.count()}", code="N02", severity="review", factor=factor, p_value=0.001, at=NOW,
            found_at=NOW, case=case, sentence="They recognise mostly each other.",
        )  # fmt: skip
        FindingFact.objects.create(finding=finding, kind=About.THANKS, fact_id=word.pk, named_since=NOW)
        return finding

    return see


def test_a_word_of_a_pattern_is_held_back_once(ada, bo, pattern):
    word = thank(ada, bo)
    thank(bo, ada)
    pattern(word), pattern(word)
    assert decisions.held_back(QUARTER) == decisions.HeldBack(words=2, less=1)


@pytest.mark.parametrize("seen", [{"factor": 1.0}, {"state": "dismissed"}])
def test_what_takes_nothing_holds_nothing_back(ada, bo, pattern, seen):
    pattern(thank(ada, bo), **seen)
    assert decisions.held_back(QUARTER).less == 0


def test_weeks_are_whole_and_those_without_a_word_are_there(ada, bo):
    thank(ada, bo, days_ago=30)
    weeks = worked_out("quarter", now=NOW).weeks
    assert len(weeks) in (12, 13)
    assert all(week.begins.weekday() == 0 for week in weeks)
    assert sum(week.words for week in weeks) == 1


def test_what_the_hourly_job_keeps_no_page_works_out(ada, bo, django_assert_num_queries):
    cache.clear()
    thank(ada, bo)
    tasks.keep_figures()
    with django_assert_num_queries(0):
        assert [insights(span).bridges.words for span in SPANS] == [1, 1, 1]
    thank(bo, ada)
    tasks.keep_figures()
    assert insights("year").bridges.words == 2
    cache.clear()


def test_the_job_comes_before_what_it_kept_runs_out():
    entry = app.conf.beat_schedule["work-figures-out"]
    assert (entry["task"], entry["schedule"].minute) == (tasks.keep_figures.name, {5})
    assert min(gather.KEPT_SECONDS, alarms.KEPT_SECONDS) > 3600 + entry["options"]["expires"]
