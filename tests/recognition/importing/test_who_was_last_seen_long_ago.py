from datetime import date

from recognition.models import Person


def seen(key, first, last, **more):
    return {"id": key, "display_name": key.title(), "first_seen": first, "last_seen": last, **more}


def left(key):
    return Person.objects.get(key=key).left_on


def test_who_was_not_seen_for_a_year_before_the_newest_sighting_has_left(load, facts):
    load(facts(people=[seen("ada", "2020-01-01", "2026-08-01"), seen("bo", "2018-05-01", "2025-07-31")]))
    assert (left("ada"), left("bo")) == (None, date(2025, 7, 31))


def test_a_year_and_a_day_less_is_still_here(load, facts):
    load(facts(people=[seen("ada", "2020-01-01", "2026-08-01"), seen("bo", "2018-05-01", "2025-08-01")]))
    assert left("bo") is None


def test_what_the_directory_says_of_leaving_goes_before_what_was_seen(load, facts):
    bo = seen("bo", "2018-05-01", "2019-01-01")
    chen = seen("chen", "2018-05-01", "2019-01-01")
    load(
        facts(
            people=[seen("ada", "2020-01-01", "2026-08-01"), bo | {"left_on": None}, chen | {"left_on": "2024-02-01"}]
        )
    )
    assert (left("bo"), left("chen")) == (None, date(2024, 2, 1))


def test_a_bot_that_never_rests_makes_nobody_leave(load, facts):
    load(
        facts(
            people=[seen("ada", "2020-01-01", "2021-01-01"), seen("robo", "2020-01-01", "2026-01-01", automated=True)]
        )
    )
    assert left("ada") is None


def test_who_is_seen_again_has_not_left_any_more(load, facts):
    ada = seen("ada", "2020-01-01", "2026-08-01")
    load(facts(people=[ada, seen("bo", "2018-05-01", "2024-01-01")]))
    load(facts(people=[ada, seen("bo", "2018-05-01", "2026-08-02")]), update_people=True)
    assert left("bo") is None


def test_the_same_sightings_again_change_nothing(load, facts):
    directory = facts(people=[seen("ada", "2020-01-01", "2026-08-01"), seen("bo", "2018-05-01", "2024-01-01")])
    load(directory)
    assert load(directory).of("people").unchanged == 2
