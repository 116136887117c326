"""What happened. One noun a file."""

from recognition.models.audit import AuditEntry, AuditHead
from recognition.models.awards import Award, AwardChange, Tier
from recognition.models.badges import Badge
from recognition.models.nominations import Nomination
from recognition.models.outcomes import Contribution, Outcome, Reversal, Verification
from recognition.models.people import Person, Team, TeamMembership
from recognition.models.relations import Relation
from recognition.models.thanks import Thanks
from recognition.models.users import Role, RoleGrant, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "Award",
    "AwardChange",
    "Badge",
    "Contribution",
    "Nomination",
    "Outcome",
    "Person",
    "Relation",
    "Reversal",
    "Role",
    "RoleGrant",
    "Team",
    "TeamMembership",
    "Thanks",
    "Tier",
    "User",
    "Verification",
]
