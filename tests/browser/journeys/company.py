"""A company of a dozen people in which every desk has something on it, for each way of making the journeys once more.

What one journey changes no other one reads: the ways have a person or a badge each where it matters.
"""

from datetime import date

from django.utils import timezone

from badges_site.demo.state import DEMO
from recognition.actions import nominations, people, roles, teams
from recognition.models import Award, Badge, Person, Role
from scoring.actions.catalogue import install_starter
from scoring.judging.recalculation import recalculate_queued
from tests.scoring.sweeps import seen, sweep_sees

# Way -> the badge whose rule is changed on it. All three ask for pieces of work.
BADGES = {"pointer": "Plain Words", "keyboard": "Smooth Launch", "script-free": "Steady Hand"}
ON_THE_PANEL = "lighthouse"
REASON = "Sat down with each of us until the move to the new ledger was a morning's work."


def build() -> None:
    crew = _people()
    install_starter(by=crew["Max"], approved_by=crew["Nell"])
    panel = Badge.objects.get(slug=ON_THE_PANEL)
    roles.grant(by=DEMO, person=crew["Stu"], role=Role.STEWARD, badge=panel)
    mentor = Badge.objects.get(slug="mentor")
    patterns = []
    for way in BADGES:
        nominations.submit(by=crew["Gus"], nominee=crew[f"Pia {way}"], badge=panel, reason=REASON)
        both = [crew[f"Hal {way}"], crew[f"Cal {way}"]]
        said = nominations.submit(by=both[0], nominee=both[1], badge=mentor, reason=REASON)
        patterns.append(seen("N02", both, [said]))
    sweep_sees(*patterns)  # a case for each, and something that they can contest
    while recalculate_queued().persons:
        pass
    for way in BADGES:
        # After everybody was judged: nobody has earned it by the rule.
        Award.objects.create(
            badge=panel, person=crew[f"Pia {way}"], status=Award.Status.PENDING, rule_version=1,
            given_at=timezone.now(), why=["Four people of two teams spoke for them."],
        )  # fmt: skip


def _people() -> dict[str, Person]:
    root = teams.add(by=DEMO, key="company", name="Company")
    where = {name: teams.add(by=DEMO, key=name.lower(), name=name, parent=root) for name in ("Harbour", "Ledger")}
    names = {"Gus": "Harbour", "Dee": "Ledger", "Stu": "Ledger", "Rea": "Harbour", "Max": "Harbour", "Nell": "Ledger"}
    names |= {f"{name} {way}": "Ledger" for way in BADGES for name in ("Bea", "Cal", "Hal", "Pia")}
    crew = {
        name: people.add(
            by=DEMO, key=name.lower().replace(" ", "-"), display_name=name, team=where[team],
            started_on=date(2024, 1, 8),
        )
        for name, team in names.items()
    }  # fmt: skip
    for name, role in {"Rea": Role.REVIEWER, "Max": Role.ADMIN, "Nell": Role.ADMIN}.items():
        roles.grant(by=DEMO, person=crew[name], role=role)
    return crew
