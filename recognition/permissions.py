"""Who may do what: one predicate a question. Actions ask them, and pages ask the same.

Nominating, thanking, claiming and confirming are open to whoever worked here on that day: their actions say so, and
say why not, since an answer of yes or no would help nobody.

Conflicts of interest bind everybody, admins included: nobody rules on what they gave or received.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from knox.models import AuthToken

from recognition.models import (
    Award,
    Badge,
    BulkAward,
    ChatAccount,
    Erasure,
    Nomination,
    Notification,
    Outcome,
    Person,
    Role,
    RoleGrant,
    Thanks,
    UserSession,
)
from recognition.queries.preferences import preferences_of
from recognition.queries.profiles import is_shown

# How long an award waits for its panel before it is marked, and before program admins may decide it too.
PANEL_LATE_AFTER = timedelta(days=7)
PANEL_OPEN_TO_ADMINS_AFTER = timedelta(days=21)

# Read everything: they answer for the program, or check who does.
OVERSEERS = (Role.ADMIN, Role.REVIEWER, Role.AUDITOR)
_READ_EVERY_PANEL = (Role.ADMIN, Role.AUDITOR)
# What waits on a panel may wait for them: stewards, and admins where it waits for long.
DECIDE_PANELS = frozenset({Role.STEWARD, Role.ADMIN})


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


def roles_of(person: Person) -> frozenset[Role]:
    """Everything held, of whatever badge or area: one statement."""
    if not takes_part(person):
        return frozenset()
    return frozenset(map(Role, RoleGrant.objects.filter(person=person).values_list("role", flat=True).distinct()))


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


def verified_areas(person: Person) -> frozenset[str]:
    """Areas of outcomes that this verifier looks after; "" stands for all. One query."""
    if not takes_part(person):
        return frozenset()
    grants = RoleGrant.objects.filter(person=person, role=Role.VERIFIER)
    return frozenset(grants.values_list("area", flat=True))


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


def waits_late(award: Award) -> bool:
    """A pending award is marked, so that the panel sees whom it keeps waiting."""
    return timezone.now() - award.given_at >= PANEL_LATE_AFTER


def waits_for_admins(award: Award) -> bool:
    """So long that program admins have the word as well."""
    return timezone.now() - award.given_at >= PANEL_OPEN_TO_ADMINS_AFTER


def may_decide_pending(person: Person, award: Award) -> bool:
    """The badge's panel: its stewards, and program admins where the stewards let it wait for long."""
    allowed = is_steward(person, award.badge) or (waits_for_admins(award) and is_admin(person))
    return allowed and not has_conflict(person, award.person, award.badge)


def may_answer_panel(person: Person, award: Award) -> bool:
    """Who spoke for it is asked for more."""
    return takes_part(person) and spoke_for(person, award.person, award.badge)


def may_read_panel_words(person: Person, award: Award) -> bool:
    """What is asked and answered about an award: the person it is about, who spoke for it, who decides, auditors."""
    concerned = award.person_id == person.pk or spoke_for(person, award.person, award.badge)
    return concerned or is_steward(person, award.badge) or reads_every_panel(person)


def may_open_panel(person: Person) -> bool:
    """Stewards see what waits for them; admins and auditors see what waits at all. One query."""
    grants = RoleGrant.objects.filter(person=person, role__in=(Role.STEWARD, *_READ_EVERY_PANEL))
    return takes_part(person) and grants.exists()


def sits_on_a_panel(person: Person) -> bool:
    """One query."""
    return takes_part(person) and RoleGrant.objects.filter(person=person, role__in=DECIDE_PANELS).exists()


def reads_every_panel(person: Person) -> bool:
    """Admins, who decide what waits for long, and auditors, who decide nothing. One query."""
    return takes_part(person) and RoleGrant.objects.filter(person=person, role__in=_READ_EVERY_PANEL).exists()


def decidable(person: Person, awards: Collection[Award]) -> set[int]:
    """Ids of those for which `may_decide_pending` says yes, with two queries for all of them."""
    if not takes_part(person):
        return set()
    grants = RoleGrant.objects.filter(person=person, role__in=(Role.STEWARD, Role.ADMIN))
    roles = list(grants.values_list("role", "badge_id"))
    stewarded = {badge for role, badge in roles if role == Role.STEWARD}
    admin = any(role == Role.ADMIN for role, _badge in roles)
    given = Nomination.objects.filter(nominator=person, withdrawn_at__isnull=True, nominee__awards__in=awards)
    spoken_for = set(given.values_list("nominee_id", "badge_id"))
    return {
        award.pk
        for award in awards
        if (award.badge_id in stewarded or (admin and waits_for_admins(award)))
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


def may_take_along(person: Person, award: Award) -> bool:
    """Have an own award signed for strangers: one that stands, and that everybody here may see."""
    return may_change_own(person, award) and award.status == Award.Status.ACTIVE and is_shown(award)


def _gave_or_received(person: Person, award: Award) -> bool:
    return award.given_by_id == person.pk or has_conflict(person, award.person, award.badge)


# --- the office ---------------------------------------------------------------------------


def may_open_office(person: Person) -> bool:
    """Admins work there, auditors read everything and write nothing. One statement."""
    grants = RoleGrant.objects.filter(person=person, role__in=(Role.ADMIN, Role.AUDITOR))
    return takes_part(person) and grants.exists()


def may_link_login(person: Person, to: Person) -> bool:
    """Admins, but nobody to themselves: with the login go the roles."""
    return person.pk != to.pk and is_admin(person)


def may_decide_erasure(person: Person, erasure: Erasure) -> bool:
    """A second admin: not who asked, and nobody about themselves."""
    return person.pk not in (erasure.asked_by_id, erasure.person_id) and is_admin(person)


def may_withdraw_erasure(person: Person, erasure: Erasure) -> bool:
    return erasure.asked_by_id == person.pk and is_admin(person)


def may_import(person: Person) -> bool:
    return is_admin(person)


def may_manage_endpoints(person: Person) -> bool:
    return is_admin(person)


def may_ask_bulk_award(person: Person) -> bool:
    return is_admin(person)


def may_decide_bulk_award(person: Person, bulk: BulkAward) -> bool:
    """A second admin. Whether they are concerned is asked for each person on the list."""
    return bulk.asked_by_id != person.pk and is_admin(person)


def concerned_in_bulk(person: Person, badge: Badge, holders: Collection[Person]) -> list[Person]:
    """Those of the holders about whom `has_conflict` says yes: with one query for all of them."""
    given = Nomination.objects.filter(
        nominator=person, badge=badge, withdrawn_at__isnull=True, nominee__in={holder.pk for holder in holders}
    )
    spoken_for = set(given.values_list("nominee_id", flat=True))
    return [holder for holder in holders if holder.pk == person.pk or holder.pk in spoken_for]


# --- a person's own -----------------------------------------------------------------------


def may_read_notification(person: Person, notification: Notification) -> bool:
    """Whom it was sent to, alone."""
    return notification.person_id == person.pk


def may_end_session(person: Person, session: UserSession) -> bool:
    """Who is signed in there."""
    return session.user.person_id == person.pk


def may_end_token(person: Person, token: AuthToken) -> bool:
    return bool(token.user.person_id == person.pk)


def may_end_chat_account(person: Person, account: ChatAccount) -> bool:
    return account.person_id == person.pk


def may_read_words(person: Person, about: Person, badge: Badge, spoke: Collection[int]) -> bool:
    """What colleagues wrote to somebody for a badge: everybody, but where they keep it to themselves.

    Then the two sides of it, the badge's panel, and who oversees the program. One statement at most.
    """
    if preferences_of(about).shows_words or person.pk == about.pk or person.pk in spoke:
        return True
    panel = Q(role=Role.STEWARD, badge=badge) | Q(role__in=OVERSEERS)
    return takes_part(person) and RoleGrant.objects.filter(panel, person=person).exists()
