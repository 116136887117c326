"""What tests about rulings share: words of reasons, and what a person's support comes to."""

from recognition.models import Badge
from scoring.explanations import explain_decision

REASON = "They took the time to help us through the move."
WHY = "I asked both of them, and they do work together."


def support(person):
    """Measured support for the small rule's badge, and the lines about what counts less."""
    explained = explain_decision(person, Badge.objects.get(slug="mentor"))
    return next(line.measured for line in explained.conditions if "support" in line.path), explained.discounts
