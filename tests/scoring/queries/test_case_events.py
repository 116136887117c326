from django.utils import translation

from scoring.models import CaseEvent, Finding
from scoring.queries.casework.events import events_of


def _seen(case, **more):
    fields = {"code": "N02", "severity": "review", "factor": 0.5, "p_value": 0.001, "at": case.opened_at}
    fields |= {"found_at": case.opened_at, "case": case, "sentence": "5 people passed 22 recognitions."} | more
    return Finding.objects.create(key=f"{fields['code']}-{Finding.objects.count()}", **fields)


def test_what_was_seen_is_said_in_the_readers_language(case, ruth):
    finding = _seen(case, numbers={"people": 5.0, "gifts": 22.0, "expected": 1.5})
    CaseEvent.objects.create(case=case, kind="joined", text=finding.sentence)
    CaseEvent.objects.create(case=case, kind="cleared", text="Nothing of it holds any longer.")
    CaseEvent.objects.create(case=case, by=ruth, kind="note", text=finding.sentence)
    kept = [event.text for event in events_of(case)]
    assert kept[-3:] == [finding.sentence, "Nothing of it holds any longer.", finding.sentence]
    with translation.override("de"):
        said = [event.text_said for event in events_of(case)]
    assert said[-3].startswith("5 Personen haben 22 Anerkennungen")
    assert said[-2] == "Nichts davon besteht noch."
    assert said[-1] == finding.sentence  # a person wrote that


def test_a_finding_with_other_numbers_keeps_the_sentence_of_its_day(case):
    finding = _seen(case, numbers={})
    with translation.override("de"):
        assert finding.in_words == finding.sentence
