"""Short public thanks."""

from __future__ import annotations

import random

from badges_site.demo.company.words.phrases import PLACES, WHEN

OPENINGS = (
    "Thanks for",
    "Thank you for",
    "A big thank-you for",
    "Grateful for",
    "So glad about",
    "{first}, thank you for",
    "Three cheers for",
    "Just want to say thanks for",
    "I owe you a coffee for",
)
DEEDS = (
    "the quick answer about {thing}",
    "taking my shift {when}",
    "the second pair of eyes on {thing}",
    "the call with {place}",
    "staying on the line {when}",
    "finding the missing page about {thing}",
    "the honest word about my draft of {thing}",
    "the lift to {place}",
    "explaining {thing} to the new people",
    "your patience with my questions {when}",
    "the spare scanner in {place}",
    "sorting out {thing} so calmly",
    "the notes from {place}",
    "moving your leave {when} so that I could take mine",
    "noticing the wrong date in {thing}",
    "bringing {place} and us together",
    "the list that saved {thing}",
    "reading all of it {when}",
    "the translation for {place}",
    "asking how I was {when}",
)
ENDINGS = (
    "",
    "",
    "!",
    ". It made my week.",
    ". We were done by noon.",
    ", you made it look easy.",
    ". The customer noticed, too.",
    ". I learned a lot.",
    ". It helped more than you think.",
)


def thanks_text(rng: random.Random, *, first: str, thing: str) -> tuple[str, str]:
    """What for, with its slots open, and the whole line."""
    deed = rng.choice(DEEDS)
    text = f"{rng.choice(OPENINGS)} {deed}{rng.choice(ENDINGS)}"
    text = text.format(first=first, thing=thing, place=rng.choice(PLACES), when=rng.choice(WHEN))
    return deed, text if text[-1] in ".!" else f"{text}."
