"""The starter catalogue: badges and rules to begin with."""

from __future__ import annotations

from django.db import transaction

from recognition.actions import badges
from recognition.models import Badge, Person
from scoring.actions import rules
from scoring.catalogue import load_catalogue
from scoring.models import RuleVersion


@transaction.atomic
def install_starter(*, by: Person, approved_by: Person) -> list[RuleVersion]:
    """Create the catalogue's badges that are missing and publish their rules, all or nothing.

    A badge that exists is left as it is, and so is its live rule: the catalogue is a beginning, not a default
    that comes back. Returns the versions published now.
    """
    entries = load_catalogue()
    existing = set(Badge.objects.values_list("slug", flat=True))
    for entry in entries:
        if entry.slug not in existing:
            badges.create(
                by=by, slug=entry.slug, name=entry.name, purpose=entry.purpose, category=entry.category,
                art=entry.art, nominable=entry.nominable,
            )  # fmt: skip
    ruled = set(RuleVersion.objects.exclude(state=RuleVersion.State.DRAFT).values_list("badge__slug", flat=True))
    texts = [entry.rule_text for entry in entries if entry.slug not in ruled]
    return rules.publish_together(by=by, approved_by=approved_by, texts=texts)
