"""What recognition keeps about a person: who they are, what they said, and what was said to and about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from recognition.models import (
    ApiAnswer,
    AuditEntry,
    Award,
    AwardChange,
    BulkAwardPerson,
    Contribution,
    FollowedTeam,
    Nomination,
    Notification,
    Outcome,
    PanelNote,
    PassedOutcome,
    Person,
    Preferences,
    Reversal,
    RoleGrant,
    TeamMembership,
    Thanks,
    UserSession,
    Verification,
)
from recognition.privacy.sections import Section, add, columns
from recognition.queries.credentials import credentials_of
from recognition.queries.tokens import living_tokens

Rows = Iterable[Mapping[str, Any]]


def _who(person: Person) -> Rows:
    return columns(
        Person.objects.filter(pk=person.pk), "key", "display_name", "email", "title", "location", "time_zone",
        "started_on", "left_on", "recorded_at", team="team__name", manager="manager__display_name",
        login="user__username", last_sign_in="user__last_login",
    )  # fmt: skip


def _teams(person: Person) -> Rows:
    return columns(TeamMembership.objects.filter(person=person), "since", "until", team="team__name")


def _preferences(person: Person) -> Rows:
    chosen = Preferences.objects.filter(person=person)
    return columns(chosen, "language", "time_zone", "shows_badges", "shows_words", "muted")


def _roles(person: Person) -> Rows:
    grants = RoleGrant.objects.filter(person=person)
    return columns(grants, "role", "area", "granted_at", badge="badge__slug")


def _awards(person: Person) -> Rows:
    return columns(
        Award.objects.filter(person=person), "status", "tier", "given_at", "expires_at", "rule_version", "why",
        "evidence", "hidden", "declined_at", "pinned", badge="badge__slug", given_by="given_by__key",
    )  # fmt: skip


def _award_steps(person: Person) -> Rows:
    """Who ruled is not named: the ruling is of the office."""
    steps = AwardChange.objects.filter(award__person=person)
    return columns(
        steps, "at", "from_status", "to_status", "from_tier", "to_tier", "reason", badge="award__badge__slug"
    )


def _credentials(person: Person) -> Rows:
    """As they were signed; where they stand in the published lists is in the documents."""
    return columns(
        credentials_of(person), "key", "issued_at", "valid_until", "withdrawn_at", "document",
        badge="award__badge__slug",
    )  # fmt: skip


def _awards_given(person: Person) -> Rows:
    given = Award.objects.filter(given_by=person)
    return columns(given, "given_at", "why", badge="badge__slug", to="person__key")


def _nominations(**whose: Person) -> QuerySet[Nomination]:
    return Nomination.objects.filter(**whose).order_by("at", "id")


def _nominations_received(person: Person) -> Rows:
    return columns(_nominations(nominee=person), "key", "at", "reason", "withdrawn_at", badge="badge__slug",
                   by="nominator__key", second_of="first__key")  # fmt: skip


def _nominations_given(person: Person) -> Rows:
    return columns(_nominations(nominator=person), "key", "at", "reason", "withdrawn_at", badge="badge__slug",
                   to="nominee__key", second_of="first__key")  # fmt: skip


def _thanks_received(person: Person) -> Rows:
    received = Thanks.objects.filter(receiver=person).order_by("at", "id")
    return columns(received, "at", "kind", "text", "withdrawn_at", by="giver__key", outcome="outcome__key")


def _thanks_given(person: Person) -> Rows:
    given = Thanks.objects.filter(giver=person).order_by("at", "id")
    return columns(given, "at", "kind", "text", "withdrawn_at", to="receiver__key", outcome="outcome__key")


def _outcomes(person: Person) -> Rows:
    return columns(
        Contribution.objects.filter(person=person).order_by("outcome__at", "id"), "is_author",
        source="outcome__source", key="outcome__key", kind="outcome__kind", at="outcome__at", title="outcome__title",
        url="outcome__url", area="outcome__area", root="outcome__root", lines_added="outcome__lines_added",
        lines_deleted="outcome__lines_deleted", files="outcome__files", ai_assisted="outcome__ai_assisted",
    )  # fmt: skip


def _outcomes_named_in(person: Person) -> Rows:
    """Those the person merged or reported."""
    named = Outcome.objects.filter(Q(merged_by=person) | Q(claimed_by=person)).order_by("at", "id")
    return columns(named, "source", "key", "kind", "at", "title", "url")


def _verifications_given(person: Person) -> Rows:
    given = Verification.objects.filter(verifier=person).order_by("at", "id")
    return columns(given, "at", "kind", "note", "withdrawn_at", source="outcome__source", outcome="outcome__key")


def _verifications_of_own(person: Person) -> Rows:
    received = Verification.objects.filter(outcome__contributions__person=person).order_by("at", "id")
    return columns(received, "at", "kind", "note", "withdrawn_at", by="verifier__key", outcome="outcome__key")


def _reversals_of_own(person: Person) -> Rows:
    taken_back = Reversal.objects.filter(outcome__contributions__person=person).order_by("at", "id")
    return columns(taken_back, "at", "kind", "reason", outcome="outcome__key")


def _bulk_awards(person: Person) -> Rows:
    """Lists of people who were to be given a badge, with this person on them."""
    entries = BulkAwardPerson.objects.filter(person=person).order_by("id")
    return columns(
        entries, "left_out", badge="bulk_award__badge__slug", reason="bulk_award__reason", state="bulk_award__state",
        asked_at="bulk_award__asked_at",
    )  # fmt: skip


def _said_to_panels(person: Person) -> Rows:
    notes = PanelNote.objects.filter(by=person)
    return columns(notes, "kind", "text", "at", badge="award__badge__slug", about="award__person__key")


def _panels_about_own(person: Person) -> Rows:
    """What panels asked about the person's awards, and what was answered: as on the page where they read it."""
    notes = PanelNote.objects.filter(award__person=person)
    return columns(notes, "kind", "text", "at", badge="award__badge__slug", by="by__key")


def _followed_teams(person: Person) -> Rows:
    return columns(FollowedTeam.objects.filter(person=person), "since", team="team__name")


def _passed_outcomes(person: Person) -> Rows:
    """Outcomes of which the person said that they cannot confirm them."""
    return columns(PassedOutcome.objects.filter(person=person).order_by("at"), "at", outcome="outcome__key")


def _notifications(person: Person) -> Rows:
    told = Notification.objects.filter(person=person)
    return columns(told, "kind", "at", "read_at", "subject", "data", by="by__key", about="about__key",
                   badge="badge__slug")  # fmt: skip


def _sessions(person: Person) -> Rows:
    """Without what opens them."""
    return columns(UserSession.objects.filter(user__person=person), "device", "way", "began_at", "seen_at")


def _tokens(person: Person) -> Rows:
    """Their names and ends; the tokens themselves are kept by nobody but the person."""
    user = getattr(person, "user", None)
    if user is None:
        return []
    return columns(living_tokens(user), "created", "expiry", begins_with="token_key", name="naming__name",
                   scopes="naming__scopes")  # fmt: skip


def _api_answers(person: Person) -> Rows:
    """Answers of the API that are kept for a day, in case a program asks again."""
    return columns(ApiAnswer.objects.filter(user__person=person).order_by("at"), "key", "at", "status", "body")


def _acts(person: Person) -> Rows:
    """Of the audit: what the person did, and what was done to their entry."""
    acts = AuditEntry.objects.filter(Q(actor=person.key) | Q(object_kind="person", object_key=person.key))
    return columns(acts.order_by("number"), "number", "at", "actor", "verb", "object_kind", "object_key", "data")


add(
    Section("person", ("recognition.Person", "recognition.User"), _who),
    Section("teams", ("recognition.TeamMembership",), _teams),
    Section("preferences", ("recognition.Preferences",), _preferences),
    Section("roles", ("recognition.RoleGrant",), _roles),
    Section("awards", ("recognition.Award",), _awards),
    Section("award_steps", ("recognition.AwardChange",), _award_steps),
    Section("credentials", ("recognition.Credential",), _credentials),
    Section("awards_given", ("recognition.Award",), _awards_given),
    Section("nominations_received", ("recognition.Nomination",), _nominations_received),
    Section("nominations_given", ("recognition.Nomination",), _nominations_given),
    Section("thanks_received", ("recognition.Thanks",), _thanks_received),
    Section("thanks_given", ("recognition.Thanks",), _thanks_given),
    Section("outcomes", ("recognition.Contribution",), _outcomes),
    Section("outcomes_merged_or_reported", ("recognition.Outcome",), _outcomes_named_in),
    Section("verifications_given", ("recognition.Verification",), _verifications_given),
    Section("verifications_of_own_outcomes", ("recognition.Verification",), _verifications_of_own),
    Section("reversals_of_own_outcomes", ("recognition.Reversal",), _reversals_of_own),
    Section("bulk_awards", ("recognition.BulkAward", "recognition.BulkAwardPerson"), _bulk_awards),
    Section("said_to_panels", ("recognition.PanelNote",), _said_to_panels),
    Section("panels_about_own_awards", ("recognition.PanelNote",), _panels_about_own),
    Section("followed_teams", ("recognition.FollowedTeam",), _followed_teams),
    Section("passed_outcomes", ("recognition.PassedOutcome",), _passed_outcomes),
    Section("notifications", ("recognition.Notification",), _notifications),
    Section("sessions", ("recognition.UserSession",), _sessions),
    Section("api_tokens", ("knox.AuthToken", "recognition.TokenName"), _tokens),
    Section("api_answers", ("recognition.ApiAnswer",), _api_answers),
    Section("audit", ("recognition.AuditEntry",), _acts),
)
