"""Who may look at patterns and rule on them: reviewers, and never on what concerns themselves."""

from __future__ import annotations

from django.db.models import QuerySet

from recognition.models import Award, Badge, Person, Role, RoleGrant
from recognition.permissions import has_conflict, is_admin, is_reviewer, roles_of, takes_part
from scoring.models import Appeal, AuditSample, Case
from scoring.patterns.involvement import involved_in, with_managers


def may_see_cases(person: Person) -> bool:
    """Reviewers work on them, auditors look over their shoulders. Admins do neither: they hold other offices.

    One statement: every page asks, for its navigation.
    """
    return _holds_one_of(person, Role.REVIEWER, Role.AUDITOR)


def may_see_case(person: Person, case: Case) -> bool:
    return may_see_cases(person) and person.pk not in involved_in(case)


def may_rule(person: Person, case: Case) -> bool:
    return is_reviewer(person) and person.pk not in involved_in(case)


def may_snooze(person: Person, about: Person) -> bool:
    return is_reviewer(person) and person.pk not in with_managers({about.pk})


def may_decide_appeal(person: Person, appeal: Appeal) -> bool:
    """A reviewer who is not concerned. Whether they ruled on it before is asked by the action."""
    return is_reviewer(person) and not _stands_near(person, appeal.person)


def may_judge_sample(person: Person, sample: AuditSample) -> bool:
    award: Award = sample.award
    concerned = _stands_near(person, award.person) or has_conflict(person, award.person, award.badge)
    return is_reviewer(person) and not concerned and award.given_by_id != person.pk


def _stands_near(person: Person, about: Person) -> bool:
    """Is the person, or manages them."""
    return person.pk in (about.pk, about.manager_id)


def may_drill(person: Person) -> bool:
    """Start a drill: whoever looks after the judge, or writes rules."""
    return is_reviewer(person) or is_admin(person)


def may_see_drills(person: Person) -> bool:
    """One statement: every page asks, for its navigation."""
    return _holds_one_of(person, Role.REVIEWER, Role.ADMIN, Role.AUDITOR)


def may_see_insights(person: Person) -> bool:
    """Whoever looks after the program or a badge of it: the figures are about groups."""
    return _holds_one_of(person, Role.STEWARD, Role.REVIEWER, Role.ADMIN, Role.AUDITOR)


def _holds_one_of(person: Person, *roles: Role) -> bool:
    return takes_part(person) and RoleGrant.objects.filter(person=person, role__in=roles).exists()


def may_read_rules(person: Person) -> bool:
    """Stewards those of their badges, and who oversees the program all of them; everybody reads the badge's page."""
    return _holds_one_of(person, Role.ADMIN, Role.REVIEWER, Role.AUDITOR, Role.STEWARD)


def rules_read_by(person: Person) -> QuerySet[Badge]:
    """The badges whose rules somebody may read. One statement, beside the one it narrows."""
    roles = roles_of(person)
    if roles & {Role.ADMIN, Role.REVIEWER, Role.AUDITOR}:
        return Badge.objects.all()
    grants = RoleGrant.objects.filter(person=person, role=Role.STEWARD) if roles else RoleGrant.objects.none()
    return Badge.objects.filter(pk__in=grants.values("badge_id"))


def may_write_rules(person: Person) -> bool:
    """Draft, try, ask for publishing, approve; and read whom a draft would bring a badge, by name."""
    return is_admin(person)


def may_recalculate(person: Person) -> bool:
    return is_admin(person)


def may_manage_tokens(person: Person) -> bool:
    """What may deliver usage, and whose an account is."""
    return is_admin(person)
