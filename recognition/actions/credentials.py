"""Credentials of own awards: made and withdrawn by the holder, nobody else."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, require_person
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.credentials.contents import contents_of
from recognition.credentials.issuer import Issuer, issuer
from recognition.credentials.keys import NotSetUpError
from recognition.credentials.open_badges import sign
from recognition.credentials.places import draw_place
from recognition.models import Award, Credential, Person
from recognition.queries.credentials import Standing, last_change_of, latest_of, standing_of

# Two who draw the same place at once among 131,072 draw again.
_DRAWS = 3


@transaction.atomic
def make(*, by: By, award: Award) -> Credential:
    """Sign what an own award says, for anybody who has the link. The one that stands already is given back.

    Raises:
        PermissionDenied: somebody else's award.
        ValidationError: it is not active or not shown, or this site cannot sign.
    """
    person = require_person(by)
    award = _locked(person, award)
    if not permissions.may_take_along(person, award):
        raise refusal(_("Only a badge that is active and shown on your profile can be taken along."), code="not_shown")
    standing = latest_of(award)
    if standing is not None:
        if standing_of(standing) in (Standing.IN_FORCE, Standing.ON_HOLD):
            return standing
        _close(by, standing)
    try:
        signer = issuer()
    except NotSetUpError as missing:
        raise refusal(
            _("Badges cannot be taken along here yet: whoever runs this site has to set it up."), code="not_set_up"
        ) from missing
    return _signed(by, award, signer)


def _signed(by: By, award: Award, signer: Issuer) -> Credential:
    for _draw in range(_DRAWS):
        key, place = uuid4(), draw_place()
        contents = contents_of(award, key=key, place=place, issuer=signer)
        signed = sign(signer, contents)
        made = Credential(
            key=key, award=award, valid_until=award.expires_at, document=signed.document, token=signed.token,
            key_word=signer.key.public.word, status_list=place[0], status_index=place[1],
            last_change=last_change_of(award),
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:  # somebody drew the same place in this moment
            continue
        announce(made, by=by, verb="credential.make", key=str(key), data=_told(award))
        return made
    raise refusal(_("That did not work in this moment: try again."), code="try_again")


@transaction.atomic
def withdraw(*, by: By, award: Award) -> None:
    """The link leads nowhere any more, and copies are told to be revoked. For good; a new one can be made.

    Raises:
        PermissionDenied: somebody else's award.
        ValidationError: there is none.
    """
    award = _locked(require_person(by), award)
    made = latest_of(award)
    if made is None:
        raise refusal(_("There is nothing to withdraw: this badge was not taken along."), code="none")
    _close(by, made)


def _close(by: By, made: Credential) -> None:
    made.withdrawn_at = timezone.now()
    made.save(update_fields=["withdrawn_at"])
    announce(made, by=by, verb="credential.withdraw", key=str(made.key), data=_told(made.award))


def _locked(person: Person, award: Award) -> Award:
    """Locked, so that no step of the award falls between what is signed and what is kept."""
    require(permissions.may_change_own(person, award), _("Only the holder can do this."))
    return Award.objects.select_for_update(of=("self",)).select_related("badge", "person").get(pk=award.pk)


def _told(award: Award) -> dict[str, str]:
    return {"award": f"{award.person.key}/{award.badge.slug}"}
