"""Rules: draft, check and publish. A published version never changes; a change is a new version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit, badges
from recognition.actions.refusals import require
from recognition.models import Badge, Person
from scoring.engine.criteria.errors import RuleError, RuleErrors
from scoring.engine.criteria.law_broken import LawBroken
from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.nodes import Rule
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.criteria.words import criteria_in_words
from scoring.engine.holding import check_holds
from scoring.engine.policy import CURRENT
from scoring.languages import in_program_language
from scoring.live_rules import live_rulebook
from scoring.models import PublishRequest, RuleVersion, Shadow
from scoring.queue import enqueue_everybody, nudge_after_commit
from scoring.retelling import criteria_parts

State = RuleVersion.State


@dataclass(frozen=True)
class Examined:
    """All that can be said about a text at once. `rule` is what could be read of it, None where that is too little."""

    rule: Rule | None
    mistakes: tuple[RuleError, ...]
    broken: tuple[LawBroken, ...]
    misfits: tuple[str, ...]

    @property
    def lawful(self) -> bool:
        return self.rule is not None and not (self.mistakes or self.broken or self.misfits)

    @property
    def problems(self) -> list[str]:
        return [*map(str, self.mistakes), *map(str, self.broken), *self.misfits]


def examine(text: str) -> Examined:
    """Whether it can be read, keeps the laws and fits the badges there are."""
    try:
        rule, mistakes = parse_rule_text(text), tuple[RuleError, ...]()
    except RuleErrors as errors:
        mistakes = errors.errors
        if errors.readable is None:
            return Examined(None, mistakes, (), tuple(_misfit_badge(errors.badge)))
        rule = errors.readable
    return Examined(rule, mistakes, tuple(check_laws(rule, CURRENT)), tuple(_misfits(rule)))


def check(text: str) -> Rule:
    """The rule, if it can be read, keeps the laws and fits the badges there are.

    Raises:
        ValidationError: with every reason at once, each with what to do.
    """
    examined = examine(text)
    if not examined.lawful or examined.rule is None:
        raise ValidationError([ValidationError(problem, code="law") for problem in examined.problems])
    return examined.rule


def read(text: str) -> Rule:
    """The rule as it is written, lawful or not. Raises ValidationError with every mistake."""
    try:
        return parse_rule_text(text)
    except RuleErrors as errors:
        raise ValidationError([ValidationError(str(e), code="rule") for e in errors.errors]) from errors


@transaction.atomic
def draft(*, by: Person, text: str) -> RuleVersion:
    """Keep a checked rule as its badge's draft, in place of an earlier draft that was never tried. Judges nobody.

    Drafting the same rule again gives the same draft.
    """
    _require_admin(by)
    rule = check(text)
    badge = Badge.objects.select_for_update().get(slug=rule.badge)
    drafts = RuleVersion.objects.filter(badge=badge, state=State.DRAFT)
    if (same := drafts.filter(digest=rule.digest, policy_version=CURRENT.version).first()) is not None:
        return same
    drafts.filter(shadows=None, publish_requests=None).delete()
    version = _new_version(rule, badge, text)
    version.save(force_insert=True)
    _record(by, "rule.draft", version, {})
    return version


@transaction.atomic
def publish(*, by: Person, approved_by: Person, text: str) -> RuleVersion:
    """Publish a rule as its badge's live version; two different admins do it together.

    A badge that is still a draft goes live with it. Awards given under earlier versions stay. Everybody is queued,
    to be judged by it. Publishing the live version once more changes nothing and returns it.
    """
    return publish_together(by=by, approved_by=approved_by, texts=[text])[0]


@transaction.atomic
def publish_together(*, by: Person, approved_by: Person, texts: Iterable[str]) -> list[RuleVersion]:
    """Several rules at once, all or none; everybody is queued once."""
    for person in (by, approved_by):
        _require_admin(person)
    require(by.pk != approved_by.pk, _("Publishing a rule needs a second person: two different admins."))
    before = set(RuleVersion.objects.filter(state=State.LIVE).values_list("pk", flat=True))
    versions = [_put_in_force(by, approved_by, text) for text in texts]
    if any(version.pk not in before for version in versions):
        enqueue_everybody("rule.publish")
        nudge_after_commit()
    return versions


def _put_in_force(by: Person, approved_by: Person, text: str) -> RuleVersion:
    rule = check(text)
    badge = Badge.objects.select_for_update().get(slug=rule.badge)
    live = RuleVersion.objects.filter(badge=badge, state=State.LIVE).first()
    if live is not None and live.digest == rule.digest and live.policy_version == CURRENT.version:
        return live
    version = RuleVersion.objects.filter(badge=badge, state=State.DRAFT, digest=rule.digest).first()
    version = version or _new_version(rule, badge, text)
    if live is not None:
        live.state = State.SUPERSEDED
        live.save(update_fields=["state"])
    version.state, version.published_at = State.LIVE, timezone.now()
    version.published_by, version.approved_by = by, approved_by
    if badge.state == Badge.State.DRAFT:
        badge = badges.publish(by=by, badge=badge)
    version.save()
    _end_trials(version, approved_by)
    names = dict(Badge.objects.values_list("slug", "name"))
    tiers = [name for name, _multiple in rule.tiers]
    with in_program_language():
        words = criteria_in_words(rule, names)
    badges.describe(by=by, badge=badge, criteria_text=words, tiers=tiers, criteria_parts=criteria_parts(rule, names))
    _record(by, "rule.publish", version, {"approved_by": approved_by.key, "replaces": live.number if live else None})
    return version


def _end_trials(version: RuleVersion, approved_by: Person) -> None:
    """What is in force needs no shadow and no further asking."""
    Shadow.objects.filter(version=version, stopped_at=None).update(stopped_at=version.published_at)
    PublishRequest.objects.filter(version=version, state=PublishRequest.State.WAITING).exclude(
        asked_by=approved_by
    ).update(state=PublishRequest.State.APPROVED, decided_by=approved_by, decided_at=version.published_at)


def _misfit_badge(slug: str) -> Iterable[str]:
    if not slug:
        return  # told already
    state = Badge.objects.filter(slug=slug).values_list("state", flat=True).first()
    if state is None:
        yield _("badge: there is no badge “%(slug)s”; create it first.") % {"slug": slug}
    elif state == Badge.State.RETIRED:
        yield _("badge: “%(slug)s” is retired; choose a badge that can still be earned.") % {"slug": slug}


def _misfits(rule: Rule) -> Iterable[str]:
    yield from _misfit_badge(rule.badge)
    known = set(Badge.objects.values_list("slug", flat=True))
    for slug in sorted(rule.needs - known):
        yield _("holds: there is no badge “%(slug)s”; create it first or name another.") % {"slug": slug}
    try:
        check_holds(rule, (live.rule for live in live_rulebook().rules if live.rule.badge != rule.badge))
    except RuleErrors as errors:
        yield from (str(error) for error in errors.errors)


def _require_admin(by: Person) -> None:
    require(permissions.is_admin(by), _("Only program admins can write and publish rules."))


def _new_version(rule: Rule, badge: Badge, text: str) -> RuleVersion:
    newest = RuleVersion.objects.filter(badge=badge).aggregate(newest=Max("number"))["newest"] or 0
    return RuleVersion(
        badge=badge, number=newest + 1, document=rule.document(), source_text=text, digest=rule.digest,
        policy_version=CURRENT.version,
    )  # fmt: skip


def _record(by: Person, verb: str, version: RuleVersion, data: dict[str, object]) -> None:
    audit.record(
        by=by, verb=verb, object_kind="ruleversion", object_key=f"{version.badge.slug}/{version.number}",
        data={"digest": version.digest, "policy": version.policy_version, **data},
    )  # fmt: skip
