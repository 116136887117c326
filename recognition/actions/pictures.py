"""Uploaded pictures of badges: kept beside the badge until somebody lets it show one (`badges.draw`)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, require_person
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.art.uploads import read_picture
from recognition.models import Badge, BadgePicture


@transaction.atomic
def upload(*, by: By, badge: Badge, content: bytes) -> str:
    """Keep the picture in every size, written anew; its digest. What was uploaded before and not chosen goes.

    Raises:
        ValidationError: on `picture`: no PNG, or not of the size and form that is asked for.
    """
    person = require_person(by)
    require(
        permissions.may_describe_badge(person, badge), _("Only program admins and the badge's stewards can draw it.")
    )
    badge = Badge.objects.select_for_update().get(pk=badge.pk)
    if badge.state == Badge.State.RETIRED:
        raise refusal(_("A retired badge keeps the picture it had."), code="already_retired")
    try:
        picture = read_picture(content)
    except ValidationError as refused:
        raise ValidationError({"picture": refused.error_list}) from refused
    BadgePicture.objects.filter(badge=badge).exclude(digest=badge.art.get("picture", "")).delete()
    BadgePicture.objects.bulk_create(
        [
            BadgePicture(badge=badge, digest=picture.digest, size=size, png=png, by=person)
            for size, png in picture.sizes.items()
        ],
        ignore_conflicts=True,  # the picture that it shows already
    )
    announce(badge, by=by, verb="badge.upload_picture", key=badge.slug, data={"picture": picture.digest})
    return picture.digest
