"""What people said, did and were given."""
# ruff: noqa: S608

from __future__ import annotations

from recognition.models import (
    AuditEntry,
    Award,
    AwardChange,
    Badge,
    Contribution,
    Nomination,
    Notification,
    Outcome,
    Thanks,
    Verification,
)
from scoring.bench.pages.draws import FIRST, colleague, one_of, pairs
from scoring.bench.pages.tables import fill, sequences_after_their_rows
from scoring.bench.pages.words import REASON, WHY


def write_recognition(people: int) -> None:
    """Awards, nominations, thanks, outcomes with confirmations, notifications, the audit log."""
    # Shares of holders from 2 to 78 of a hundred: ten badges each on average.
    why = ", ".join(f"'{sentence}'" for sentence in WHY)
    fill(Award, f"(SELECT p.id AS person, b.id AS badge, b.n, b.tiers, random() AS chance, random() AS spread FROM "
                f"recognition_person AS p, (SELECT id, tiers, row_number() OVER (ORDER BY id) AS n FROM "
                f"recognition_badge) AS b WHERE p.id > {FIRST} AND (p.id = {FIRST + 1} OR random() < 0.02 + 0.76 * "
                "((b.n * 7) % 25) / 24)) AS e", {
        "badge_id": "badge", "person_id": "person",
        "status": f"CASE WHEN person = {FIRST + 1} OR chance < 0.95 THEN 'active' WHEN chance < 0.9503 THEN 'pending' "
                  "WHEN chance < 0.96 THEN 'frozen' WHEN chance < 0.99 THEN 'lapsed' ELSE 'revoked' END",
        "tier": "CASE WHEN tiers = '[]' THEN '' WHEN spread < 0.6 THEN 'bronze' WHEN spread < 0.9 THEN 'silver' "
                "ELSE 'gold' END",
        "given_at": "now() - random() * interval '3 years'", "rule_version": "1",
        "why": f"jsonb_build_array({why})",
        "evidence": "('[{\"kind\": \"nomination\", \"id\": \"b' || person || '\"}]')::jsonb",
        "hidden": "spread > 0.99", "pinned": "spread < 0.05",
    })  # fmt: skip
    fill(AwardChange, "recognition_award AS a", {
        "award_id": "a.id", "at": "a.given_at", "to_status": "a.status", "to_tier": "a.tier", "reason": "'Met.'",
    })  # fmt: skip
    at = "now() - e.spread * interval '3 years'"
    badges = Badge.objects.order_by("id").values_list("id", flat=True)
    fill(Nomination, pairs(people, 10 * people), {
        "key": "'b' || e.n", "badge_id": one_of([str(pk) for pk in badges], "e.n * 31", kind="bigint"),
        "nominator_id": "e.gave", "nominee_id": "e.got", "reason": f"'{REASON}'", "at": at,
        "quarter": f"extract(year FROM {at})::int * 4 + extract(quarter FROM {at})::int - 1",
        "recorded_at": at,
    })  # fmt: skip
    fill(Thanks, pairs(people, 5 * people), {
        "giver_id": "e.gave", "receiver_id": "e.got", "kind": "'helped'", "text": f"'{REASON}'", "at": at,
    })  # fmt: skip
    fill(Outcome, f"(SELECT n, random() AS spread FROM generate_series(1, {4 * people}) AS n) AS e", {
        "id": "e.n", "source": "'git'", "key": "'o' || e.n", "kind": "'change_merged'", "at": at,
        "root": "'root-' || e.n / 3", "area": "'area-' || e.n % 40", "title": "'A change ' || e.n",
    })  # fmt: skip
    sequences_after_their_rows(Outcome)
    author = f"{FIRST} + 1 + o.id % {people}"
    fill(Contribution, "recognition_outcome AS o", {"outcome_id": "o.id", "person_id": author})
    fill(Verification, f"(SELECT o.id, o.at, {colleague(f'o.id % {people}', people)} AS got FROM recognition_outcome "
                       "AS o WHERE random() < 0.7) AS e",
         {"outcome_id": "e.id", "verifier_id": f"{FIRST} + 1 + e.got", "at": "e.at"})  # fmt: skip
    fill(Notification, "recognition_award AS a", {
        "person_id": "a.person_id", "kind": "'award_given'", "at": "a.given_at", "badge_id": "a.badge_id",
        "read_at": "CASE WHEN random() < 0.9 THEN now() END",
    })  # fmt: skip
    fill(AuditEntry, f"generate_series(1, {5 * people}) AS n", {
        "number": "n", "at": "now() - (1 + 5e5 - n) * interval '1 minute'", "actor": f"'p' || 1 + n % {people}",
        "verb": one_of(("nomination.submit", "award.give", "thanks.say", "outcome.verify"), "n"),
        "object_kind": "'award'", "object_key": "'p' || n % 1000", "previous_hash": "md5(n::text)",
        "hash": "md5(n::text)",
    })  # fmt: skip
