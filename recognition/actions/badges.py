"""Badges: create, edit, publish, retire, describe, draw."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.art import check_art
from recognition.models import Badge, BadgePicture, Tier

_WORDS = ["name", "purpose", "category", "nominable"]


@transaction.atomic
def create(
    *,
    by: By,
    slug: str,
    name: str,
    purpose: str,
    category: str = Badge.Category.PEOPLE,
    art: Mapping[str, Any] | None = None,
    nominable: bool = True,
) -> Badge:
    """A new badge, as a draft."""
    _require_admin(by)
    _check_art(art or {})
    badge = Badge(
        slug=slug, name=name.strip(), purpose=purpose.strip(), category=category, art=dict(art or {}),
        nominable=nominable,
    )  # fmt: skip
    badge.full_clean()
    badge.save(force_insert=True)
    data = {"name": badge.name, "category": badge.category, "nominable": nominable}
    announce(badge, by=by, verb="badge.create", key=slug, data=data)
    return badge


@transaction.atomic
def edit(*, by: By, badge: Badge, name: str, purpose: str, category: str, nominable: bool) -> Badge:
    """Other words for the same badge. Its address stays, so that links and rules keep finding it."""
    allowed = isinstance(by, System) or permissions.may_describe_badge(by, badge)
    require(allowed, _("Only program admins and the badge's stewards can edit it."))
    badge = Badge.objects.select_for_update().get(pk=badge.pk)
    if badge.state == Badge.State.RETIRED:
        raise refusal(_("A retired badge stays as it was."), code="already_retired")
    before = {field: getattr(badge, field) for field in _WORDS}
    badge.name, badge.purpose, badge.category, badge.nominable = name.strip(), purpose.strip(), category, nominable
    badge.full_clean()
    badge.save(update_fields=_WORDS)
    after = {field: getattr(badge, field) for field in _WORDS}
    announce(badge, by=by, verb="badge.edit", key=badge.slug, data={"before": before, "after": after})
    return badge


@transaction.atomic
def publish(*, by: By, badge: Badge) -> Badge:
    """From now on it can be earned."""
    _require_admin(by)
    badge = Badge.objects.select_for_update().get(pk=badge.pk)
    if badge.state != Badge.State.DRAFT:
        raise refusal(_("Only a draft can be published."), code="not_a_draft")
    badge.state = Badge.State.LIVE
    badge.save(update_fields=["state"])
    announce(badge, by=by, verb="badge.publish", key=badge.slug, data={})
    return badge


@transaction.atomic
def retire(*, by: By, badge: Badge) -> Badge:
    """It can no longer be earned. Whoever holds it keeps it."""
    _require_admin(by)
    badge = Badge.objects.select_for_update().get(pk=badge.pk)
    if badge.state == Badge.State.RETIRED:
        raise refusal(_("This badge is already retired."), code="already_retired")
    badge.state, badge.retired_at = Badge.State.RETIRED, timezone.now()
    badge.save(update_fields=["state", "retired_at"])
    announce(badge, by=by, verb="badge.retire", key=badge.slug, data={})
    return badge


@transaction.atomic
def describe(
    *,
    by: By,
    badge: Badge,
    criteria_text: Sequence[str],
    tiers: Sequence[str] = (),
    criteria_parts: Mapping[str, Any] | None = None,
) -> Badge:
    """Keep the plain words and the tiers of the badge's rule, so that its page stands without the judge.

    `criteria_parts`: what the words were made of, for who reads another language.
    """
    allowed = isinstance(by, System) or permissions.may_describe_badge(by, badge)
    require(allowed, _("Only program admins and the badge's stewards can describe it."))
    if unknown := set(tiers) - set(Tier.values):
        raise refusal(_("There is no tier “%(tier)s”."), code="unknown_tier", field="tiers", tier=min(unknown))
    badge.criteria_text, badge.tiers = list(criteria_text), list(tiers)
    badge.criteria_parts = dict(criteria_parts or {})
    badge.save(update_fields=["criteria_text", "criteria_parts", "tiers"])
    data = {"criteria": badge.criteria_text, "tiers": badge.tiers}
    announce(badge, by=by, verb="badge.describe", key=badge.slug, data=data)
    return badge


@transaction.atomic
def draw(*, by: By, badge: Badge, art: Mapping[str, Any]) -> Badge:
    """Give it another picture. Whoever holds the badge holds the new picture: it is the same badge."""
    allowed = isinstance(by, System) or permissions.may_describe_badge(by, badge)
    require(allowed, _("Only program admins and the badge's stewards can draw it."))
    _check_art(art, badge)
    badge = Badge.objects.select_for_update().get(pk=badge.pk)
    if badge.state == Badge.State.RETIRED:
        raise refusal(_("A retired badge keeps the picture it had."), code="already_retired")
    before, badge.art = badge.art, dict(art)
    badge.save(update_fields=["art"])
    announce(badge, by=by, verb="badge.draw", key=badge.slug, data={"before": before, "art": badge.art})
    return badge


def _check_art(art: Mapping[str, Any], badge: Badge | None = None) -> None:
    try:
        check_art(art)
    except ValidationError as refused:
        raise ValidationError({"art": refused.error_list}) from refused
    picture = art.get("picture", "")
    if picture and not (badge and BadgePicture.objects.filter(badge=badge, digest=picture).exists()):
        raise refusal(
            _("This picture was replaced by a later upload: upload it again."), code="unknown_picture", field="art"
        )


def _require_admin(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_badges(by)
    require(allowed, _("Only program admins can change badges."))
