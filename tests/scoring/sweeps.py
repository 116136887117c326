"""Sweeps of a detector that sees what a test tells it to see."""

from django.utils import timezone

from scoring.engine.detector import Detector
from scoring.engine.findings import About, Finding
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verdict import Evidence
from scoring.facts.load import load_facts, to_seconds
from scoring.patterns.stored_findings import Stored, Sweep, store

FAMILIES = {"N": "nominations", "U": "usage", "O": "outcomes"}
KINDS = {About.NOMINATION: "nomination", About.OUTCOME: "outcome", About.VERIFICATION: "verification"}


def seen(code, people, nominations=(), *, factor=0.5, p_value=0.0, severity="review", identity=(), about=()):
    """A finding about these nominations, or about other facts; `people` whom it concerns."""
    about = tuple(about) or tuple((About.NOMINATION, nomination.pk) for nomination in nominations)
    return Finding(
        code=code,
        about=about,
        people=tuple(person.pk for person in people),
        severity=severity,
        factor=factor,
        p_value=p_value,
        at=max((to_seconds(nomination.at) for nomination in nominations), default=to_seconds(timezone.now())),
        evidence=tuple(Evidence(KINDS[kind], number) for kind, number in about if kind in KINDS),
        numbers={"people": len(people)},
        identity=identity or tuple(person.pk for person in people),
    )


def sweep_sees(*found, codes=("N02", "N05", "N09"), within=None, news=False) -> Stored:
    """One sweep of now, in which the detectors of these codes see this."""
    now = timezone.now()
    detectors = {code: _detector(code) for code in codes}
    standing = stand(load_facts(), CURRENT, at=to_seconds(now))
    pairs = [(detectors[one.code], one) for one in found]
    return store(Sweep(standing, pairs, frozenset(codes), now, within, news))


def _detector(code):
    sentence = "{people:.0f} people recognise mostly each other."
    return Detector(code, "test", FAMILIES[code[0]], sentence, False, lambda standing, policy: [])
