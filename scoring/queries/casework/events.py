"""The steps of a case, each with what was seen then, in the language of whoever reads."""

from __future__ import annotations

from recognition.retelling import is_in_the_programs_language
from scoring.models import Case, CaseEvent, Finding


def events_of(case: Case) -> list[CaseEvent]:
    """One statement; one more where the sentences of findings are said in another language than they were kept in.

    A step of the sweep keeps the sentence of its finding as text; the finding has the numbers to say it anew.
    """
    events = list(case.events.select_related("by"))
    if is_in_the_programs_language():
        return events
    kept = {event.text for event in events if event.by_id is None}
    anew = {finding.sentence: finding.in_words for finding in Finding.objects.filter(case=case, sentence__in=kept)}
    for event in events:
        if event.by_id is None:
            event.text = anew.get(event.text, event.text)
    return events
