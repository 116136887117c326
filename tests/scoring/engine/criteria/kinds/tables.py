"""Tables of tiny examples: what happened, what is asked of Ada, what is measured, and the answer.

The printed form of each table (`<kind>.md` beside the tests) is documentation: it is compared with what is
printed today. After a wanted change, run with GOLDEN_WRITE=1 and read the difference.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from scoring.engine.criteria.parse import parse_rule
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.stories import BADGES, NUMBER, facts_of, moment

HERE = Path(__file__).parent
JUDGED_ON = 60  # days after day 0: work of day 0 has settled, and the epoch is still open


@dataclass(frozen=True)
class Example:
    story: str
    asked: str  # parameters of the kind, as YAML
    measured: str  # "name value, ...", rounded to two digits
    answer: str
    on: int = JUDGED_ON
    counts_from: str = ""


def judged(kind, example):
    """The result of the one criterion, for Ada."""
    document = {"badge": "mentor", "criteria": {kind: yaml.safe_load(example.asked)}}
    if example.counts_from:
        document["counts_from"] = example.counts_from
    live = LiveRule(BADGES["mentor"], 1, parse_rule(document), BADGES)
    verdict = judge(facts_of(example.story), [live], CURRENT, at=moment(example.on), blanks=True)
    (result,) = verdict.decisions[NUMBER["Ada"], BADGES["mentor"]].criteria
    return result


def said(result):
    measured = ", ".join(f"{name} {value:.2f}".rstrip("0").rstrip(".") for name, value in result.measures.items())
    return measured, result.answer.value


def printed(kind, examples, about):
    lines = [f"# {kind.name}", "", kind.help, "", *about, ""]
    lines += ["| parameter | | |", "|---|---|---|"]
    for parameter in kind.parameters:
        bounds = ", ".join(parameter.choices) or (
            f"{parameter.least:g} to {parameter.most:g}" if parameter.most else ""
        )
        lines.append(f"| {parameter.name}{' (required)' if parameter.required else ''} | {parameter.help} | {bounds} |")
    lines += ["", "| what happened | asked of Ada | on day | measured | answer |", "|---|---|---|---|---|"]
    for example in examples:
        asked = f"{example.asked} from {example.counts_from}" if example.counts_from else example.asked
        lines.append(f"| {example.story} | `{asked}` | {example.on} | {example.measured} | {example.answer} |")
    return "\n".join(lines) + "\n"


def check_printed(kind, examples, *about):
    path = HERE / f"{kind.name}.md"
    today = printed(kind, examples, about)
    if os.environ.get("GOLDEN_WRITE"):
        path.write_text(today, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == today
