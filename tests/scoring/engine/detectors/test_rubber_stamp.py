from scoring.engine.detectors.o02_rubber_stamp import DETECTOR
from scoring.engine.findings import About

from .work import Work


def stamping(work, verifier, author, times, minutes=5):
    return [
        work.verifies(verifier, work.lands(author, 5 + turn, 50, area=author), minutes=minutes) for turn in range(times)
    ]


def test_a_verifier_of_one_author_is_asked_for_a_second_one():
    work = Work.everyday()
    given = stamping(work, 3, 100, 20)
    [finding] = work.found(DETECTOR)
    assert {(About.VERIFICATION, number) for number in given} <= set(finding.about)
    assert (finding.people, finding.factor, finding.severity) == ((3, 100), 0.5, "review")
    assert finding.p_value < 0.005


def test_two_who_pass_each_others_work_at_once_are_found_from_both_sides():
    work = Work.everyday()
    stamping(work, 3, 100, 12, minutes=1)
    stamping(work, 100, 3, 12, minutes=1)
    assert [finding.people for finding in work.found(DETECTOR)] == [(3, 100), (100, 3)]


def test_somebody_who_verifies_much_for_many_is_none():
    work = Work.everyday()
    for author in range(50, 110):
        stamping(work, 3, author, 2)
    assert work.found(DETECTOR) == []


def test_it_abstains_where_there_are_fewer_than_two_hundred_verifiers():
    work = Work.everyday(people=150)
    stamping(work, 3, 100, 20)
    assert work.found(DETECTOR) == []


def test_what_many_in_the_company_do_is_not_rare_enough_to_act():
    work = Work.everyday()
    for verifier in range(0, 100, 2):
        stamping(work, verifier, verifier + 1, 12)
    assert all(finding.p_value > 0.1 for finding in work.found(DETECTOR))
