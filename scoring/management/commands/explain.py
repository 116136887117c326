"""A decision in words."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scoring.engine.verdict import Answer
from scoring.explanations import NotJudgedError, explain_decision
from scoring.management.lookups import bad_input, badge_of, past_moment_of, person_of

CONTEST = (
    "The person can contest a reason with a code like N02: with “Contest this” beside it under My recognition, or with "
    "POST /api/v1/appeals/. Somebody who has nothing to do with it decides."
)
MARKS = {Answer.MET: "met", Answer.NOT_MET: "not yet", Answer.UNKNOWN: "not known"}


class Command(BaseCommand):
    help = "Say how near a person is to a badge, what counted, and what counted less and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="PERSON", help="directory id")
        parser.add_argument("badge", metavar="BADGE", help="slug")
        parser.add_argument("--at", metavar="DATE", help="as of this moment, with the facts that are known now")

    def handle(self, *, person: str, badge: str, at: str | None, **_options: Any) -> None:
        who, what = person_of(person), badge_of(badge)
        try:
            found = explain_decision(who, what, at=past_moment_of(at) if at else None)
        except NotJudgedError as reason:
            raise bad_input(str(reason)) from reason
        say = self.stdout.write
        say(f"{who.display_name}, {what.name}{f' ({found.tier})' if found.tier else ''}")
        say(found.headline)
        for line in found.conditions:
            reached = "" if line.measured is None else f" (reached {line.measured:.4g})"
            reached = " (how far is shown to the person alone)" if line.is_private else reached
            one_of = " (one of several ways)" if line.choice else ""
            say(f"  [{MARKS[line.answer]}] {line.sentence}{reached}{one_of}")
        say(f"What helps: {found.next_step}")
        say(f"Facts that counted: {len(found.counted)}")
        for discount in found.discounts:
            say(f"  {len(discount.about)} count less ({discount.code}): {discount.sentence} {discount.lifts}".rstrip())
        if any(discount.contestable for discount in found.discounts):
            say(CONTEST)
