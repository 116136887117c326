"""Who may do what: one predicate a question. Actions ask them, and pages ask the same.

Nominating, thanking, claiming and confirming are open to whoever worked here on that day: their actions say so, and
say why not, since an answer of yes or no would help nobody.

Conflicts of interest bind everybody, admins included: nobody rules on what they gave or received.
"""

from collections.abc import Collection

from recognition.models import Award, Badge, Nomination, Outcome, Person, Role, RoleGrant, Thanks


def takes_part(person: Person) -> bool:
    """A human who works here: may give and receive."""
    return person.is_active and not person.automated


# --- roles --------------------------------------------------------------------------------


def has_role(person: Person, role: Role, *, badge: Badge | None = None) -> bool:
    """The role is held, by someone who still works here. For stewards: of that badge, or of any."""
    if not takes_part(person):
        return False
    grants = RoleGrant.objects.filter(person=person, role=role)
    return (grants.filter(badge=badge) if badge is not None else grants).exists()


def is_admin(person: Person) -> bool:
    return has_role(person, Role.ADMIN)


def is_reviewer(person: Person) -> bool:
    return has_role(person, Role.REVIEWER)


def is_steward(person: Person, badge: Badge) -> bool:
    return has_role(person, Role.STEWARD, badge=badge)


def is_verifier(person: Person, area: str) -> bool:
    """Verifier of this area of outcomes, or of all areas (a grant without an area)."""
    grants = RoleGrant.objects.filter(person=person, role=Role.VERIFIER, area__in={area, ""})
    return takes_part(person) and grants.exists()


# --- nominations and thanks ---------------------------------------------------------------


def may_withdraw_nomination(person: Person, nomination: Nomination) -> bool:
    """Only who said it takes it back."""
    return nomination.nominator_id == person.pk and nomination.withdrawn_at is None


def may_withdraw_thanks(person: Person, thanks: Thanks) -> bool:
    return thanks.giver_id == person.pk and thanks.withdrawn_at is None


# --- outcomes -----------------------------------------------------------------------------


def shares_in(person: Person, outcome: Outcome) -> bool:
    """Author, co-author or the one who claimed it."""
    return outcome.claimed_by_id == person.pk or outcome.contributions.filter(person=person).exists()


def may_reverse(person: Person, outcome: Outcome) -> bool:
    """Who looks after outcomes and had no part in it, or who claimed it alone and takes it back."""
    if not takes_part(person):
        return False
    if shares_in(person, outcome):
        return not outcome.contributions.exclude(person=person).exists()
    return is_verifier(person, outcome.area) or is_reviewer(person) or is_admin(person)


# --- people, badges, roles ----------------------------------------------------------------


def may_manage_people(person: Person) -> bool:
    return is_admin(person)


def may_manage_badges(person: Person) -> bool:
    return is_admin(person)


def may_describe_badge(person: Person, badge: Badge) -> bool:
    return is_admin(person) or is_steward(person, badge)


def may_open_workshop(person: Person) -> bool:
    """Who makes badges: admins, and stewards for their own."""
    return is_admin(person) or has_role(person, Role.STEWARD)


def may_grant_role(person: Person, to: Person) -> bool:
    """Admins, but nobody to themselves."""
    return person.pk != to.pk and is_admin(person)


def may_end_role(person: Person, grant: RoleGrant) -> bool:
    """Admins, and who gives up an own role."""
    return grant.person_id == person.pk or is_admin(person)


# --- awards -------------------------------------------------------------------------------


def spoke_for(person: Person, holder: Person, badge: Badge) -> bool:
    """Has nominated the holder for the badge, and so gave part of what the ruling is about."""
    return Nomination.objects.filter(nominator=person, nominee=holder, badge=badge, withdrawn_at__isnull=True).exists()


def has_conflict(person: Person, holder: Person, badge: Badge) -> bool:
    """Would rule on what they received or gave."""
    return person.pk == holder.pk or spoke_for(person, holder, badge)


def may_grant_award(person: Person, holder: Person, badge: Badge) -> bool:
    allowed = is_admin(person) or is_steward(person, badge)
    return allowed and not has_conflict(person, holder, badge)


def may_decide_pending(person: Person, award: Award) -> bool:
    """The badge's panel: its stewards."""
    return is_steward(person, award.badge) and not has_conflict(person, award.person, award.badge)


def may_open_panel(person: Person) -> bool:
    """Stewards see what waits for them; admins see what waits at all. One query."""
    grants = RoleGrant.objects.filter(person=person, role__in=(Role.STEWARD, Role.ADMIN))
    return takes_part(person) and grants.exists()


def decidable(person: Person, awards: Collection[Award]) -> set[int]:
    """Ids of those for which `may_decide_pending` says yes, with two queries for all of them."""
    if not takes_part(person):
        return set()
    stewarded = set(RoleGrant.objects.filter(person=person, role=Role.STEWARD).values_list("badge_id", flat=True))
    given = Nomination.objects.filter(nominator=person, withdrawn_at__isnull=True, nominee__awards__in=awards)
    spoken_for = set(given.values_list("nominee_id", "badge_id"))
    return {
        award.pk
        for award in awards
        if award.badge_id in stewarded
        and award.person_id != person.pk
        and (award.person_id, award.badge_id) not in spoken_for
    }


def may_revoke(person: Person, award: Award) -> bool:
    """Half of it: a second person who may must agree."""
    allowed = is_admin(person) or is_reviewer(person) or is_steward(person, award.badge)
    return allowed and not _gave_or_received(person, award)


def may_freeze(person: Person, award: Award) -> bool:
    return may_revoke(person, award)


def may_change_own(person: Person, award: Award) -> bool:
    """Hide, show, pin and decline: the holder alone."""
    return award.person_id == person.pk


def _gave_or_received(person: Person, award: Award) -> bool:
    return award.given_by_id == person.pk or has_conflict(person, award.person, award.badge)
