"""Every number of the judge, with its unit and its reason.

A policy is immutable once decisions have been made with it: a changed number is a new version, so that a
decision of last year can be derived again today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scoring.engine.attack_prices import AttackPrices
from scoring.engine.detector_policy import DetectorPolicy
from scoring.engine.facts import DAY, Ints

WEEK = 7 * DAY

# Detectors of each family: fixed for Simes, so that one more finding never raises a credit. N10 reads the signs of
# the others and never takes weight: it is no look of its own.
FAMILY_SIZES = MappingProxyType({"nominations": 9, "usage": 5, "outcomes": 3})


@dataclass(frozen=True)
class Policy:
    """The numbers of scoring.md 1 and 2. Shares and factors are in [0, 1], durations in days, sizes in lines."""

    version: int

    # Monday 2018-01-01 00:00 UTC: a Monday so that the weeks of `work_item_days` are calendar weeks; any fixed
    # date would do, but it can never move, because every stored epoch number counts from it.
    anchor: int = 1_514_764_800

    # A quarter. Half a year would let one gift block the next for too long, a month would let a loyal pair
    # collect twelve fading repeats a year instead of four.
    epoch_days: int = 90

    # Independence of supporters is judged once per year (4 quarters), so that the choice of who speaks for a
    # circle cannot be made anew every quarter.
    block_epochs: int = 4
    # Gifts up to two quarters before and after that year tell whether two supporters exchange gifts.
    tie_reach: int = 2
    # A quarter of somebody's other giving inside a circle makes a tie. Counting every mutual pair (0) costs
    # honest signal: rank agreement 0.66-0.73 instead of 0.80.
    tie_share_parts: int = 1
    tie_share_whole: int = 4
    # What a voice keeps that is tied to one that counts: not 0, since some of those are honest.
    tied_keep: float = 0.1
    # Exact choice among up to this many tied supporters of one person in one year: at most 3^8 = 6,561
    # maximal untied sets. Beyond, the lightest keep `tied_keep` without being asked.
    tied_exact: int = 24

    # People one can recognise in a quarter with undivided attention (beside the receiver). Nominations are
    # considered acts; thanks are meant to be many.
    attention_nominations: int = 5
    attention_thanks: int = 20

    other_team: float = 1.0
    same_team: float = 0.5  # colleagues see most, and are most easily asked for a favour
    to_manager: float = 0.25  # hard to refuse
    to_report: float = 0.0  # counted apart, as a manager's statement

    # Findings lower a voice to this and no further: no detector can silence a person.
    findings_floor: float = 0.3
    # A usage week may count nothing before a person has looked: it is nobody's word and nobody's work, and no badge
    # is won by it. At 0.3 a machine that runs all year would still bring 15 weeks.
    usage_floor: float = 0.0
    # Findings of one family act together when chance alone would give them in one of 200 facts.
    family_level: float = 0.005
    # A usage week is nobody's word and wins nothing by itself, so one honest week of a hundred is borne (ADR 20).
    usage_level: float = 0.01
    family_sizes: Mapping[str, int] = field(default_factory=lambda: FAMILY_SIZES, hash=False)
    detectors: DetectorPolicy = field(default_factory=DetectorPolicy)
    attack: AttackPrices = field(default_factory=AttackPrices)

    # What one team, department and division can add in a quarter: 3, 15 and 63 full voices of one group.
    team_cap: float = 2.0
    second_cap: float = 4.0
    third_cap: float = 6.0
    # Least part of the support that makes a team count as one of the supporting teams: a single full voice
    # is 1.0, a colleague's within the own team 0.58, a tied one 0.14.
    team_part: float = 0.25

    # An outcome counts half when verified and in full after it has held this long: most reverts of the
    # sample histories come within a month.
    settling_days: int = 30
    settling_share: float = 0.5
    # When only the source vouches (merged by somebody else, without a review on record).
    source_only: float = 0.5
    # A pair that always passes each other's work fades to this, never to nothing: two people can be the only
    # ones who know a subsystem.
    pair_floor: float = 0.3
    # Epochs of the past that are read for that: who reviewed you three years ago is independent again.
    pair_epochs: int = 4
    # Changed lines that are worth 1 in g(s) = min(4, log2(1 + s/50)), also assumed where no size is known;
    # 750 lines reach the cap, so that generated or moved code earns no more than a substantial change.
    size_unit: int = 50
    size_cap: float = 4.0
    # Changes of one author to one area without a root in one calendar week are one work item.
    work_item_days: int = 7
    # Days of a week on which a tool must have been used for the week to count: once is a try, and a single day is
    # what one forgotten script leaves behind. How much was used on them is never read.
    active_days: int = 2

    @property
    def epoch_seconds(self) -> int:
        return self.epoch_days * DAY

    @property
    def settling_seconds(self) -> int:
        return self.settling_days * DAY

    def epoch_of(self, at: int) -> int:
        """The quarter that holds the moment `at` (seconds UTC); negative before the anchor."""
        return (at - self.anchor) // self.epoch_seconds

    def epoch_start(self, epoch: int) -> int:
        """First second of the quarter."""
        return self.anchor + epoch * self.epoch_seconds

    def epochs_of(self, at: Ints) -> Ints:
        return (at - self.anchor) // self.epoch_seconds

    def week_start(self, week: Ints) -> Ints:
        """First second (Monday, UTC) of calendar weeks, by their number since the anchor."""
        return self.anchor + week * WEEK

    def weeks_of(self, at: Ints) -> Ints:
        """Calendar weeks (from Monday, UTC) of outcomes without a root."""
        return (at - self.anchor) // (self.work_item_days * DAY)


POLICIES: dict[int, Policy] = {1: Policy(version=1)}
CURRENT: Policy = POLICIES[1]
