"""What changes from one version of a rule to another, as a reader sees it."""

from scoring.queries.rules.versions import difference


def told(lines):
    return [(line.kind, "|".join(f"{span.kind}:{span.text}" for span in line.spans)) for line in lines]


def test_what_stays_is_shown_as_it_is():
    assert told(difference(["It lasts."], ["It lasts."])) == [("kept", "kept:It lasts.")]


def test_a_changed_number_is_marked_within_its_sentence():
    lines = difference(["Recognition from at least 2 teams."], ["Recognition from at least 3 teams."])
    assert told(lines) == [("changed", "kept:Recognition from at least |gone:2|new:3|kept: teams.")]


def test_a_sentence_that_goes_and_one_that_comes_stand_for_themselves():
    lines = difference(["The stewards of the badge then decide."], ["Recognition from at least 3 teams."])
    assert told(lines) == [
        ("new", "new:Recognition from at least 3 teams."),
        ("gone", "gone:The stewards of the badge then decide."),
    ]


def test_each_sentence_is_held_against_the_one_most_like_it():
    before = ["Recognition from at least 2 teams.", "Work checked by at least 2 people."]
    after = ["Work checked by at least 4 people.", "Recognition from at least 5 teams."]
    assert [line.kind for line in difference(before, after)] == ["changed", "changed"]


def test_no_text_is_lost_between_the_parts():
    before, after = "At least 1.5, and “more”; so – it is.", "At least 2.5, and “more”; so – it was."
    (line,) = difference([before], [after])
    assert "".join(s.text for s in line.spans if s.kind != "new") == before
    assert "".join(s.text for s in line.spans if s.kind != "gone") == after
