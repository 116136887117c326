"""Small rules that a handful of facts can meet, one of each kind; put in force without laws or four eyes."""

from django.utils import timezone

from recognition.models import Badge, Person
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.policy import CURRENT
from scoring.models import RuleVersion

LIVE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 3, teams: 2, voices: 3}}"
EASIER = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 1.5, teams: 2, voices: 2}}"

SMALL_RULES = (
    """
badge: mentor
counts_from: 4 epochs
criteria: {peer_support: {at_least: 1.2, teams: 2}}
tiers: {bronze: 1, silver: 2}
""",
    """
badge: steady-hand
counts_from: 8 epochs
criteria: {outcomes: {credit: 0.4, roots: 1, verifiers: 2}}
tiers: {bronze: 1, silver: 3}
""",
    """
badge: both
criteria:
  all:
    - peer_support: {at_least: 1, from: [nominations, thanks]}
    - outcomes: {credit: 0.2}
""",
    """
badge: reviewer
criteria: {verifications_given: {at_least: 1, authors: 2}}
""",
    """
badge: elder
criteria:
  all:
    - holds: {badge: mentor}
    - tenure: {days: 400}
""",
    """
badge: kind
award: panel
criteria: {peer_support: {at_least: 1, from: [thanks], voices: 2}}
expires: 200 days
""",
)


def enforce(text: str, *, publisher: Person, approver: Person) -> RuleVersion:
    """Make this the live rule of its badge, which is created where it is missing."""
    rule = parse_rule_text(text)
    badge, _ = Badge.objects.get_or_create(
        slug=rule.badge, defaults={"name": rule.badge.title(), "purpose": "For tests.", "state": "live"}
    )
    earlier = RuleVersion.objects.filter(badge=badge)
    earlier.filter(state="live").update(state="superseded")
    return RuleVersion.objects.create(
        badge=badge,
        number=earlier.count() + 1,
        document=rule.document(),
        source_text=text,
        digest=rule.digest,
        policy_version=CURRENT.version,
        state="live",
        published_at=timezone.now(),
        published_by=publisher,
        approved_by=approver,
    )


def enforce_small_rules(publisher: Person, approver: Person) -> list[RuleVersion]:
    return [enforce(text, publisher=publisher, approver=approver) for text in SMALL_RULES]
