"""What a verdict means for the awards that people hold.

Windows move on and rules change: neither takes a badge away. An award ends when it expires, when a person
rules so, or when a fact that it was given for was reversed or withdrawn and the day it was given would
then have been answered otherwise (`scoring.judging.second_look`). What a person revoked, froze, declined or gave
by hand is left alone; one that was frozen past its expiry ends when it is taken up again.
"""

from __future__ import annotations

from collections.abc import Iterable

from recognition.actions.awards import AwardStep
from recognition.models import Award
from scoring.engine.citation import in_parts, in_words
from scoring.engine.language import gettext_noop
from scoring.facts.id_sets import among
from scoring.judging.judgement import Judgement
from scoring.judging.second_look import SecondLook
from scoring.judging.yes import Yes, rank

Status = Award.Status

GIVEN = gettext_noop("All conditions are met.")
RAISED = gettext_noop("The conditions of a higher tier are met.")
RENEWED = gettext_noop("It had ended, and the conditions are met again.")
EXPIRED = gettext_noop("Its time has run out. It comes back as soon as the conditions are met again.")
EVIDENCE_GONE = gettext_noop(
    "Something it was given for was taken back, and without it the conditions were not met on that day."
)
EVIDENCE_LESS = gettext_noop("Something it was given for was taken back; without it a lower tier had been reached.")
EVIDENCE_ELSEWHERE = gettext_noop("Something it was given for was taken back; the conditions are met without it.")


def awards_of(persons: Iterable[int], *, lock: bool = False) -> dict[tuple[int, int], Award]:
    """The awards of these people by (person, badge); with `lock`, locked until the end of the transaction.

    Locks are taken in one order everywhere: awards, queue, audit. `recognition.actions.awards` does the same.
    """
    rows = Award.objects.filter(person_id__in=among(persons)).order_by("id")
    return {(award.person_id, award.badge_id): award for award in (rows.select_for_update() if lock else rows)}


def steps_for(judgement: Judgement, persons: Iterable[int], awards: dict[tuple[int, int], Award]) -> list[AwardStep]:
    """The steps that bring the awards of these judged persons in line, in the order of person and badge."""
    chosen = set(persons)
    awards = {pair: award for pair, award in awards.items() if judgement.speaks_of(pair[1])}
    eligible = judgement.verdict.decisions.eligible(chosen)
    look = SecondLook.at_awards(judgement, [award for award in awards.values() if _judge_may_end(award)])
    steps = (_step(judgement, pair, awards.get(pair), look) for pair in sorted(eligible | awards.keys()))
    return [step for step in steps if step is not None]


def _judge_may_end(award: Award) -> bool:
    open_to_the_judge = award.status in (Status.ACTIVE, Status.PENDING) and award.declined_at is None
    return open_to_the_judge and award.rule_version is not None


def _step(judgement: Judgement, pair: tuple[int, int], award: Award | None, look: SecondLook) -> AwardStep | None:
    now = Yes.of(judgement, pair)
    if award is None:
        return _begun(now, pair, GIVEN)
    if award.status in (Status.REVOKED, Status.FROZEN) or award.declined_at is not None:
        return None
    if award.status == Status.LAPSED:
        return _begun(now, pair, RENEWED)
    if award.expires_at is not None and award.expires_at <= judgement.at:
        return _renewed_or_expired(now, award)
    if award.rule_version is None:
        return None
    if look.doubts(award):
        return _after_second_look(award, now, look.best(award))
    if now is None:
        return None
    if award.status == Status.PENDING and not now.panel:
        return _begun(now, pair, GIVEN)
    # A higher tier of a panel badge is for the panel: it approves what stands before it, not what grows later.
    if rank(now.tier) > rank(award.tier) and (not now.panel or award.status == Status.PENDING):
        return _resting_on(now, award, RAISED, extend=True)
    return None


def _begun(yes: Yes | None, pair: tuple[int, int], reason: str) -> AwardStep | None:
    """A new award, or one that comes back: dated to the moment judged."""
    if yes is None:
        return None
    achieved = yes.achieved()
    return AwardStep(
        person_id=pair[0], badge_id=pair[1], status=Status.PENDING if yes.panel else Status.ACTIVE, tier=yes.tier,
        given_at=yes.at, expires_at=yes.expires_at, rule_version=yes.rule_version, why=in_words(achieved),
        why_parts=in_parts(achieved), evidence=yes.evidence, reason=reason,
    )  # fmt: skip


def _renewed_or_expired(now: Yes | None, award: Award) -> AwardStep | None:
    if award.rule_version is None:
        # The judge may not give back what a person gave and time ended, nor end it: it leaves it to people.
        return None
    return _begun(now, (award.person_id, award.badge_id), RENEWED) or _ended(award, EXPIRED)


def _after_second_look(award: Award, now: Yes | None, then: Yes | None) -> AwardStep:
    yes = max((y for y in (now, then) if y is not None), key=lambda y: rank(y.tier), default=None)
    if yes is None:
        return _ended(award, EVIDENCE_GONE)
    if rank(yes.tier) < rank(award.tier):
        return _resting_on(yes, award, EVIDENCE_LESS)
    if rank(yes.tier) > rank(award.tier):
        return _resting_on(yes, award, RAISED, extend=True)
    return _resting_on(yes, award, EVIDENCE_ELSEWHERE)


def _resting_on(yes: Yes, award: Award, reason: str, *, extend: bool = False) -> AwardStep:
    """The award goes on, for what `yes` names; `extend` lets its time begin anew."""
    achieved = yes.achieved()
    return AwardStep(
        person_id=award.person_id, badge_id=award.badge_id, status=award.status, tier=yes.tier,
        given_at=award.given_at, expires_at=yes.expires_at if extend else award.expires_at,
        rule_version=yes.rule_version, why=in_words(achieved), why_parts=in_parts(achieved), evidence=yes.evidence,
        reason=reason,
    )  # fmt: skip


def _ended(award: Award, reason: str) -> AwardStep:
    """Lapsed. What it was given for stays readable."""
    return AwardStep(
        person_id=award.person_id, badge_id=award.badge_id, status=Status.LAPSED, tier=award.tier,
        given_at=award.given_at, expires_at=award.expires_at, rule_version=award.rule_version,
        why=award.why, why_parts=award.why_parts, evidence=award.evidence, reason=reason,
    )  # fmt: skip
