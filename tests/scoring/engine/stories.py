"""Tiny facts in words: "Bo nominates Ada; Ada finishes parser of 150 lines on day 3; Bo verifies parser".

Ada and Bo are engineers of the platform team, which Dina manages; Chen and Fay are in data; Eve and Gus are in
design, in another department; Robo is a build bot. Day 0 begins an epoch; a sentence without a day is on day 0.
"""

import re
from dataclasses import dataclass, field

from scoring.engine.facts import (
    DAY,
    OUTCOME_KINDS,
    THANKS_KINDS,
    UNKNOWN,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Held,
    Outcomes,
    People,
    Relation,
    Teams,
    UsageWeeks,
    Verifications,
)
from scoring.engine.policy import CURRENT

DAY_0 = CURRENT.epoch_start(40)
BADGES = {"mentor": 1, "first-review": 2, "steady-hand": 3}
COMPANY, ENGINEERING, PLATFORM, DATA, DESIGN = 1, 2, 3, 4, 5
TEAMS = {COMPANY: None, ENGINEERING: COMPANY, PLATFORM: ENGINEERING, DATA: ENGINEERING, DESIGN: COMPANY}
TEAM_OF = {
    "Ada": PLATFORM,
    "Bo": PLATFORM,
    "Chen": DATA,
    "Dina": PLATFORM,
    "Eve": DESIGN,
    "Fay": DATA,
    "Robo": PLATFORM,
    "Gus": DESIGN,
}
NUMBER = {name: number for number, name in enumerate(TEAM_OF, start=1)}
MANAGER = {"Ada": "Dina", "Bo": "Dina"}


def moment(day):
    """Noon of a day, in seconds."""
    return DAY_0 + day * DAY + DAY // 2


@dataclass
class Story:
    gifts: list = field(default_factory=list)
    outcomes: dict = field(default_factory=dict)
    contributions: list = field(default_factory=list)
    verifications: list = field(default_factory=list)
    held: list = field(default_factory=list)
    usage: list = field(default_factory=list)
    started: dict = field(default_factory=dict)
    left: dict = field(default_factory=dict)

    def tell(self, sentence):
        for pattern, method in SENTENCES:
            if told := re.fullmatch(pattern + r"(?: on day (?P<day>-?\d+))?", sentence):
                words = told.groupdict()
                method(self, day=int(words.pop("day") or 0), **{k: v for k, v in words.items() if v is not None})
                return
        raise ValueError(f"no such sentence: {sentence!r}")

    def _gift(self, kind, badge, label, giver, receiver, day):
        relation = Relation.PEER
        if MANAGER.get(giver) == receiver:
            relation = Relation.TO_MANAGER
        elif MANAGER.get(receiver) == giver:
            relation = Relation.TO_REPORT
        self.gifts.append(
            (len(self.gifts), int(kind), badge, label, NUMBER[giver], NUMBER[receiver], moment(day), TEAM_OF[giver],
             TEAM_OF[receiver], int(relation), None)
        )  # fmt: skip

    def nominates(self, who, whom, day, badge="mentor"):
        self._gift(GiftKind.NOMINATION, BADGES[badge], UNKNOWN, who, whom, day)

    def thanks(self, who, whom, day, kind="thanked"):
        self._gift(GiftKind.THANKS, UNKNOWN, THANKS_KINDS.index(kind), who, whom, day)

    def finishes(self, who, what, day, lines="50", other=None, kind="change_merged", vouched=None):
        number = len(self.outcomes)
        self.outcomes[what] = [
            number,
            OUTCOME_KINDS.index(kind),
            moment(day),
            None,
            None,
            int(lines),
            bool(vouched),
            None,
        ]
        self.contributions += [(number, NUMBER[name], TEAM_OF[name]) for name in (who, other) if name]

    def verifies(self, who, what, day):
        number = len(self.verifications)
        self.verifications.append((number, self.outcomes[what][0], NUMBER[who], moment(day), TEAM_OF[who], None))

    def is_reversed(self, what, day):
        self.outcomes[what][-1] = moment(day)

    def holds(self, who, badge, day):
        self.held.append((NUMBER[who], BADGES[badge], moment(day)))

    def uses(self, who, days, day, weeks="1"):
        """From the week that holds the day on."""
        first = (moment(day) - CURRENT.anchor) // (7 * DAY)
        for week in range(first, first + int(weeks)):
            self.usage.append((NUMBER[who], week, int(days), 40, 0.2, 5.0, 0.05))

    def starts(self, who, day):
        self.started[who] = DAY_0 + day * DAY

    def leaves(self, who, day):
        self.left[who] = DAY_0 + day * DAY

    def facts(self):
        return Facts(
            people=People.of(
                (NUMBER[name], team, name == "Robo", self.started.get(name), self.left.get(name))
                for name, team in TEAM_OF.items()
            ),
            teams=Teams.of(TEAMS.items()),
            gifts=Gifts.of(self.gifts),
            outcomes=Outcomes.of(tuple(row) for row in self.outcomes.values()),
            contributions=Contributions.of(self.contributions),
            verifications=Verifications.of(self.verifications),
            held=Held.of(self.held),
            usage_weeks=UsageWeeks.of(self.usage),
        )


WHO, WHAT = r"(?P<who>[A-Z]\w+)", r"(?P<what>[a-z][\w-]*)"
SENTENCES = (
    (rf"{WHO} nominates (?P<whom>\w+)(?: for (?P<badge>[\w-]+))?", Story.nominates),
    (rf"{WHO} thanks (?P<whom>\w+)(?: for having (?P<kind>\w+))?", Story.thanks),
    (
        rf"{WHO}(?: and (?P<other>\w+))? finish(?:es)? {WHAT}(?: of (?P<lines>\d+) lines)?(?: \((?P<kind>\w+)\))?"
        r"(?P<vouched>, the source vouches)?",
        Story.finishes,
    ),
    (rf"{WHO} verifies {WHAT}", Story.verifies),
    (rf"{WHAT} is reversed", Story.is_reversed),
    (rf"{WHO} holds (?P<badge>[\w-]+)", Story.holds),
    (rf"{WHO} uses a tool on (?P<days>\d) days? a week(?: for (?P<weeks>\d+) weeks)?", Story.uses),
    (rf"{WHO} starts", Story.starts),
    (rf"{WHO} leaves", Story.leaves),
)


def facts_of(story):
    told = Story()
    for sentence in filter(None, (part.strip() for part in story.split(";"))):
        told.tell(sentence)
    return told.facts()
