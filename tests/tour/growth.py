"""More of everything that lists show, around the people whom the tour visits."""

from datetime import timedelta

from django.utils import timezone

from recognition.models import (
    AuditEntry,
    Award,
    AwardChange,
    Badge,
    Contribution,
    FollowedTeam,
    Nomination,
    Notification,
    Outcome,
    Person,
    RoleGrant,
    Team,
    Thanks,
    Verification,
)
from scoring.engine.criteria.parse import parse_rule
from scoring.models import (
    Appeal,
    AuditSample,
    Case,
    CaseEvent,
    Drill,
    DrillReport,
    Finding,
    RuleVersion,
    Run,
    Snooze,
)


def grow(first, number, *, holder, others):
    """`number` more, counted from `first`: each with a badge, a team and a person of its own."""
    for n in range(first, first + number):
        _one_more(n, holder, others)


def _one_more(n, holder, others):
    now = timezone.now() - timedelta(hours=n)
    team = Team.objects.create(key=f"team-{n}", name=f"Team {n}", parent=holder.team)
    person = Person.objects.create(
        key=f"q{n}", display_name=f"Person {n:03}", team=holder.team, started_on="2024-01-01", location=f"Place {n}",
        manager=holder,
    )  # fmt: skip
    Person.objects.create(key=f"r{n}", display_name=f"Other {n:03}", team=team, started_on="2024-01-01")
    badge = Badge.objects.create(slug=f"badge-{n}", name=f"Badge {n:03}", purpose="Means something.", state="live")
    _rule(badge, holder, person, now)
    for award_of, awarded in ((holder, badge), (person, badge), (person, Badge.objects.get(slug="bridge-builder"))):
        award = Award.objects.create(badge=awarded, person=award_of, tier="gold", rule_version=1, given_at=now,
                                     why=["Colleagues spoke for them."])  # fmt: skip
        AwardChange.objects.create(award=award, to_status="active", reason="All criteria are met.")
    Award.objects.create(badge=Badge.objects.get(slug="mentor"), person=person, status="pending", rule_version=1,
                         given_at=now)  # fmt: skip
    _words(n, person, holder, badge, now)
    _work(n, person, holder, now)
    _casework(n, person, badge, award, now)
    for reader in (holder, *others):
        Notification.objects.create(person=reader, kind="award_given", badge=badge, at=now, by=person)
        FollowedTeam.objects.create(person=reader, team=team)
    for role in ("steward", "verifier"):
        RoleGrant.objects.create(person=person, role=role, badge=badge if role == "steward" else None)
    AuditEntry.objects.create(number=10_000 + n, at=now, actor=person.key, verb="award.give", object_kind="award",
                              object_key=f"k{n}", previous_hash=f"{n}", hash=f"hash-{n}")  # fmt: skip


def _rule(badge, holder, person, now):
    document = {"badge": badge.slug, "award": "automatic", "criteria": {"peer_support": {"at_least": 3, "teams": 2}}}
    rule = parse_rule(document)
    RuleVersion.objects.create(badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1,
                               state="live", published_at=now, published_by=holder, approved_by=person)  # fmt: skip


def _words(n, person, holder, badge, now):
    for to, by in ((holder, person), (person, holder)):
        Nomination.objects.create(key=f"n-{n}-{to.key}", badge=badge, nominator=by, nominee=to, at=now, quarter=8000,
                                  reason=f"They did {n} things that changed how we work.")  # fmt: skip
        Thanks.objects.create(giver=by, receiver=to, text=f"Thank you for {n}!", at=now)
    first = Nomination.objects.get(key="n-1")
    Nomination.objects.create(key=f"second-{n}", badge=first.badge, nominator=person, nominee=first.nominee, at=now,
                              first=first, quarter=8000, reason=f"I saw it as well, {n} times.")  # fmt: skip


def _work(n, person, holder, now):
    for author, verifier in ((holder, person), (person, holder)):
        outcome = Outcome.objects.create(source="git", key=f"{n}-{author.key}", kind="change_merged", at=now,
                                         title=f"Change {n}")  # fmt: skip
        Contribution.objects.create(outcome=outcome, person=author)
        Verification.objects.create(outcome=outcome, verifier=verifier, at=now)
    waits = Outcome.objects.create(source="git", key=f"waits-{n}", kind="change_merged", at=now, title=f"Waits {n}")
    Contribution.objects.create(outcome=waits, person=person)


def _casework(n, person, badge, award, now):
    case = Case.objects.create(key=f"c-more-{n}", family="nominations", subject="pattern", opened_at=now)
    case.people.add(person)
    CaseEvent.objects.create(case=case, kind="opened", by=person, text="Seen.")
    for at in (case, Case.objects.get(key="c-1")):
        Finding.objects.create(
            key=f"N02-{n}-{at.key}", code="N02", severity="review", factor=0.5, p_value=0.001, at=now, found_at=now,
            case=at, sentence="People recognise mostly each other.",
            evidence=[{"kind": "nomination", "id": Nomination.objects.get(key=f"n-{n}-{person.key}").pk}],
        )  # fmt: skip
    Appeal.objects.create(
        key=f"a-more-{n}", person=person, against="discount", code="N02", reason="We share one pager."
    )
    AuditSample.objects.create(award=award, week="2026-06-15")
    Snooze.objects.create(person=person, code="N09", until=now + timedelta(days=900), by=person, reason="Mentors many.")
    drill = Drill.objects.create(state="done", kinds=["ring"], played=1, asked_by=person, badge=None)
    DrillReport.objects.create(drill=drill, content={"seed": 1, "results": []})
    Run.objects.create(kind="recalculate", finished_at=now)
