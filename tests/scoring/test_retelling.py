"""Sentences of the judge that are kept, read in German."""

import pytest
from django.utils import translation

from recognition.models import Award, Badge
from scoring.engine.citation import Achieved, in_parts, in_words, read_achieved
from scoring.engine.criteria.kind import Attained
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.criteria.words import criteria_in_words
from scoring.models import Case, Finding
from scoring.retelling import criteria_parts
from scoring.urgency_words import EVERYDAY, WORDS, written

PEERS = Achieved(
    "peer_support",
    {"at_least": 2.0, "from": ("nominations",), "thanks": ("thanked",)},
    Attained({"support": 2.0, "teams": 2.0, "voices": 2.0}, frozenset({"nomination"}), ("Ada", "Bo")),
)
WORK = Achieved(
    "outcomes",
    {"roots": 3, "kinds": ("incident_resolved",)},
    Attained({"roots": 3.0, "verifiers": 1.0}, frozenset({"outcome"})),
)
RULE = """
badge: mentor
award: panel
counts_from: 4 epochs
criteria:
  all:
    - peer_support: {at_least: 2, teams: 2}
    - any:
        - holds: {badge: bridge-builder}
        - tenure: {days: 365}
tiers: {bronze: 1, silver: 2.5}
expires: 730 days
title: For the next ones
notes: Not for everybody to read.
"""


def test_what_was_achieved_survives_being_kept():
    assert [read_achieved(part) for part in in_parts([PEERS, WORK])] == [PEERS, WORK]


def test_an_award_says_its_reasons_in_german():
    award = Award(why=in_words([PEERS, WORK]), why_parts=in_parts([PEERS, WORK]))
    assert award.reasons == [
        "Spoken for by Ada and Bo, from two teams.",
        "Three incidents resolved, verified by one person.",
    ]
    with translation.override("de"):
        assert award.reasons == [
            "Fürsprache von Ada und Bo, aus zwei Teams.",
            "Drei Störungen behoben, bestätigt von einer Person.",
        ]


def test_an_award_of_another_version_of_the_judge_keeps_the_words_of_its_day():
    award = Award(why=["For the moon."], why_parts=[{"kind": "moons", "values": {}, "measures": {}}])
    with translation.override("de"):
        assert award.reasons == ["For the moon."]


def test_a_badge_says_its_rule_in_german():
    rule, names = parse_rule_text(RULE), {"bridge-builder": "Bridge Builder"}
    badge = Badge(criteria_text=criteria_in_words(rule, names), criteria_parts=criteria_parts(rule, names))
    with translation.override("de"):
        german = badge.criteria_sentences
    assert len(german) == len(badge.criteria_text) == 6
    assert german[2] == "Es zählen die letzten 4 Quartale, das laufende eingeschlossen."
    assert "2,5" in german[3]


def test_the_notes_of_a_rules_writers_are_not_kept_with_its_badge():
    kept = criteria_parts(parse_rule_text(RULE), {})
    assert "notes" not in kept["rule"]
    assert "title" not in kept["rule"]


def test_a_rule_of_an_earlier_grammar_leaves_the_words_of_the_day():
    badge = Badge(criteria_text=["Be kind."], criteria_parts={"rule": {"badge": "kind", "moons": 3}, "badges": {}})
    with translation.override("de"):
        assert badge.criteria_sentences == ["Be kind."]


def test_a_finding_is_told_from_its_numbers():
    finding = Finding(code="N02", sentence="As it was said.", numbers={"people": 5.0, "gifts": 22.0, "expected": 1.5})
    with translation.override("de"):
        assert "1,5" in finding.in_words
        assert "5 Personen" in finding.in_words
    assert Finding(code="X99", sentence="As it was said.").in_words == "As it was said."


def test_a_finding_about_weeks_of_use_is_told_without_an_amount():
    weeks = Finding(code="N05", numbers={"people": 5.0, "days": 7.0}, evidence=[{"kind": "usage_week", "id": 1}])
    words = Finding(code="N05", numbers={"people": 5.0, "days": 4.0}, evidence=[{"kind": "thanks", "id": 1}])
    with translation.override("de"):
        assert "ein Werkzeug" in weeks.in_words
        assert "Anerkennung gegeben" in words.in_words


@pytest.mark.parametrize("why", [EVERYDAY, written(["concentration", "cycle"], 3), ""])
def test_a_case_says_in_german_why_it_comes_where_it_does(why):
    case = Case(why=why)
    assert case.why_said == why
    with translation.override("de"):
        assert (case.why_said == why) is (not why)


def test_every_sign_has_its_words_once():
    assert written(["surge", "sudden", "voices"], 3) == f"{WORDS['surge']}; {WORDS['voices']}"


def test_every_kind_of_criterion_can_be_kept_and_told():
    """A new kind whose sentence needs more than is kept would fail here."""
    values = {
        "peer_support": PEERS.values, "outcomes": WORK.values, "tenure": {"days": 365}, "holds": {"badge": "mentor"},
        "manager_statement": {"at_least": 1}, "usage_weeks": {"at_least": 12}, "verifications_given": {"at_least": 2.0},
    }  # fmt: skip
    assert values.keys() == KINDS.keys()
    measures = dict.fromkeys(("support", "teams", "voices", "roots", "verifiers", "managers", "authors"), 2.0)
    for kind, chosen in values.items():
        one = Achieved(kind, chosen, Attained(measures, frozenset({"nomination"}), ("Ada",), "Mentor"))
        assert in_words([read_achieved(part) for part in in_parts([one])]) == in_words([one])
