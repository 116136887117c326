import pytest
from django.utils import translation

from recognition import retelling
from recognition.models import Award, AwardChange, Badge


@pytest.fixture
def teller(monkeypatch):
    monkeypatch.setitem(retelling.tellers, "weather", lambda parts: [f"Es {part}" for part in parts])


def test_who_reads_the_programs_language_reads_the_words_of_the_day(teller):
    assert retelling.retold("weather", ["regnet"], ["It rained."]) == ["It rained."]
    with translation.override("en-gb"):
        assert retelling.retold("weather", ["regnet"], ["It rained."]) == ["It rained."]


def test_who_reads_another_language_reads_them_made_anew(teller):
    with translation.override("de"):
        assert retelling.retold("weather", ["regnet"], ["It rained."]) == ["Es regnet"]


@pytest.mark.parametrize(("what", "parts"), [("weather", []), ("tides", ["hoch"])])
def test_without_parts_or_a_teller_the_words_of_the_day_stand(teller, what, parts):
    with translation.override("de"):
        assert retelling.retold(what, parts, ["It rained."]) == ["It rained."]


def test_parts_that_the_teller_does_not_know_leave_the_words_of_the_day(monkeypatch):
    monkeypatch.setitem(retelling.tellers, "weather", lambda parts: [])
    with translation.override("de"):
        assert retelling.retold("weather", ["?"], ["It rained."]) == ["It rained."]


def test_what_a_person_wrote_on_an_award_stays_as_they_wrote_it():
    with translation.override("de"):
        assert Award(why=["Sign out"], why_parts=[]).reasons == ["Sign out"]
        assert AwardChange(reason="Declined by the holder.", by_id=1).reason_said != "Declined by the holder."
        assert AwardChange(reason="All conditions are met.").reason_said != "All conditions are met."
        assert AwardChange(reason="All conditions are met.", by_id=1).reason_said == "All conditions are met."


def test_criteria_of_a_badge_without_a_rule_are_none():
    with translation.override("de"):
        assert Badge(criteria_text=[]).criteria_sentences == []
