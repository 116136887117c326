"""What recognition keeps about a person, and what becomes of it when they are forgotten (ADR 48).

Facts stay, so that what others earned stands on the same ground. Their words stay where they are about others; what was
said about them goes, and their name goes out of everything.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from recognition.forgetting import ERASED
from recognition.models import (
    Award,
    AwardChange,
    BulkAward,
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
    Thanks,
    User,
    Verification,
)
from recognition.privacy.erasing.erased import Erased, Eraser, add
from recognition.privacy.erasing.texts import empty, empty_where_named, take_names_out


def _person(erased: Erased) -> int:
    """The row stays: facts hang on it. Team, manager and the days stay with it, since tenure and caps are judged."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("A former colleague")
    person = Person.objects.get(pk=erased.person.pk)
    person.key, person.display_name, person.email = erased.pseudonym, name, None
    person.title = person.location = ""
    person.time_zone = "UTC"
    person.save()
    return 1


def _login(erased: Erased) -> int:
    """The login stays as a locked name, since other apps' history points to it; everything that opened it goes."""
    gone = 0
    for user in User.objects.filter(person=erased.person):
        for related in User._meta.related_objects:
            model = related.related_model
            if isinstance(model, type) and issubclass(model, models.Model) and related.on_delete is models.CASCADE:
                gone += model._base_manager.filter(**{related.field.name: user}).delete()[0]
        user.username, user.email, user.first_name, user.last_name = erased.pseudonym, "", "", ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
        gone += 1
    return gone


def _own_choices(erased: Erased) -> int:
    """What only served the person themselves."""
    person = erased.person
    gone = Preferences.objects.filter(person=person).delete()[0]
    gone += FollowedTeam.objects.filter(person=person).delete()[0]
    gone += PassedOutcome.objects.filter(person=person).delete()[0]
    gone += RoleGrant.objects.filter(person=person).delete()[0]
    return gone + Notification.objects.filter(Q(person=person) | Q(by=person) | Q(about=person)).delete()[0]


def _nominations(erased: Erased) -> int:
    """Words about the person go; words of the person about others stay, without the name."""
    gone = empty(Nomination.objects.filter(nominee=erased.person), "reason")
    return gone + take_names_out(Nomination, "reason", erased=erased)


def _thanks(erased: Erased) -> int:
    gone = empty(Thanks.objects.filter(receiver=erased.person), "text")
    return gone + take_names_out(Thanks, "text", erased=erased)


def _outcomes(erased: Erased) -> int:
    """What the company's tools say happened stays; titles lose the name, and a link of one's own goes."""
    mine = Outcome.objects.filter(contributions__person=erased.person)
    links = Outcome.objects.filter(pk__in=mine.values("pk")).exclude(url="").update(url="")
    notes = take_names_out(Verification, "note", erased=erased) + take_names_out(Reversal, "reason", erased=erased)
    return links + notes + take_names_out(Outcome, "title", erased=erased)


def _awards(erased: Erased) -> int:
    """Sentences that name the person stand on awards of others too. What panels and people wrote about theirs goes."""
    own = Q(award__person=erased.person)
    written = AwardChange.objects.filter(own, by__isnull=False).exclude(reason=ERASED).update(reason=ERASED)
    written += empty_where_named(AwardChange, "reason", erased=erased)
    notes = empty_where_named(PanelNote, "text", erased=erased, also=own)
    return written + notes + take_names_out(Award, "why", "why_parts", erased=erased)


def _bulk_awards(erased: Erased) -> int:
    return take_names_out(BulkAward, "reason", "ruling", erased=erased)


add(
    Eraser("login", ("recognition.User", "recognition.UserSession", "recognition.TokenName", "recognition.ApiAnswer",
                     "knox.AuthToken", "account.EmailAddress",
                     "socialaccount.SocialAccount", "mfa.Authenticator"), _login),
    Eraser("own choices", ("recognition.Preferences", "recognition.FollowedTeam", "recognition.PassedOutcome",
                           "recognition.RoleGrant", "recognition.Notification"), _own_choices),
    Eraser("nominations", ("recognition.Nomination",), _nominations),
    Eraser("thanks", ("recognition.Thanks",), _thanks),
    Eraser("outcomes", ("recognition.Outcome", "recognition.Verification", "recognition.Reversal"), _outcomes),
    Eraser("awards", ("recognition.Award", "recognition.AwardChange", "recognition.PanelNote"), _awards),
    Eraser("bulk awards", ("recognition.BulkAward",), _bulk_awards),
    Eraser("person", ("recognition.Person",), _person),
    kept={
        "recognition.TeamMembership": "teams of facts are judged; it names nobody by itself",
        "recognition.Contribution": "who had a share is a fact; it names nobody by itself",
        "recognition.BulkAwardPerson": "a list that was decided; it names nobody by itself",
        "recognition.Erasure": "that it was done, and by whom; its reason goes when it is carried out",
        "recognition.AuditEntry": "emptied last of all, see in_audit",
    },
)  # fmt: skip
