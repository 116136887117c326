"""What the judge and the reviewers made of it."""

from __future__ import annotations

import hashlib

from scoring.bench.pages.draws import FIRST
from scoring.bench.pages.tables import fill, sequences_after_their_rows
from scoring.bench.pages.words import REASON
from scoring.models import Appeal, Case, Decision, Drill, DrillReport, Finding, FindingFact, Run

SEEN = "Five people nominate each other and hardly anybody else."


def write_judgement(people: int) -> None:
    """Decisions about all awards; cases with findings, appeals, drills and runs of jobs."""
    fill(Decision, "recognition_award AS a JOIN scoring_ruleversion AS r ON r.badge_id = a.badge_id "
                   "AND r.state = 'live'", {
        "person_id": "a.person_id", "badge_id": "a.badge_id", "rule_version_id": "r.id",
        "eligible": "a.status = 'active'", "tier": "a.tier",
        "inputs_digest": f"'{hashlib.sha256(b'').hexdigest()}'", "decided_at": "a.given_at",
    })  # fmt: skip
    cases = max(20, people // 200)
    fill(Case, f"generate_series(1, {cases}) AS n", {
        "id": "n", "key": "'c-' || n", "family": "'nominations'", "subject": "'pattern'",
        "state": "CASE WHEN n % 3 = 0 THEN 'dismissed' ELSE 'open' END", "urgency": "n % 1000",
        "why": "'Few people, many words.'", "opened_at": "now() - n * interval '1 hour'",
        "closed_at": "CASE WHEN n % 3 = 0 THEN now() END",
    })  # fmt: skip
    fill(Finding, f"generate_series(0, {2 * cases - 1}) AS n", {
        "id": "n + 1", "key": "'N02-' || n", "code": "'N02'", "severity": "'review'", "factor": "0.3",
        "p_value": "0.001", "at": "now() - n * interval '1 hour'", "sentence": f"'{SEEN}'",
        "case_id": "1 + n / 2", "found_at": "now()",
    })  # fmt: skip
    sequences_after_their_rows(Case, Finding)
    # Away from the visitors: nobody sees cases that concern them or their reports.
    place = f"{FIRST} + 1000 + n * 6 % ({people} - 1100) + k"
    members = f"generate_series(0, {cases - 1}) AS n, generate_series(0, 4) AS k"
    fill(Case.people.through, members, {"case_id": "1 + n", "person_id": place})
    fill(Finding.people.through, members, {"finding_id": "1 + 2 * n", "person_id": place})
    fill(FindingFact, "scoring_finding_people AS f CROSS JOIN LATERAL (SELECT id FROM recognition_nomination "
                      "WHERE nominator_id = f.person_id ORDER BY at LIMIT 1) AS m",
         {"finding_id": "f.finding_id", "kind": "0", "fact_id": "m.id", "named_since": "now()"})  # fmt: skip
    fill(Appeal, f"generate_series(1, {cases}) AS n", {
        "key": "'a-' || n", "person_id": f"{FIRST} + 100 + n", "against": "'discount'", "code": "'N02'",
        "reason": f"'{REASON}'", "state": "CASE WHEN n % 2 = 0 THEN 'open' ELSE 'upheld' END",
        "decided_by_id": f"CASE WHEN n % 2 = 1 THEN {FIRST + 3} END",
        "decided_at": "CASE WHEN n % 2 = 1 THEN now() END",
        "at": "now() - n * interval '1 hour'",
    })  # fmt: skip
    fill(Drill, "generate_series(1, 60) AS n", {"state": "'done'", "kinds": "'[\"clique\"]'", "played": "1",
                                                "asked_by_id": str(FIRST + 3)})  # fmt: skip
    fill(DrillReport, "scoring_drill AS d", {"drill_id": "d.id", "content": '\'{"seed": 1, "results": []}\''})
    fill(Run, "generate_series(1, 20000) AS n", {"kind": "'recalculate'", "started_at": "now() - n * interval '1 hour'",
                                                 "finished_at": "now()"})  # fmt: skip
