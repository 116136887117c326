"""What happened. One noun a file."""

from recognition.models.api_answers import ApiAnswer
from recognition.models.audit import AuditEntry, AuditHead, ChainCheck
from recognition.models.awards import Award, AwardChange, Tier
from recognition.models.badges import Badge
from recognition.models.bulk_awards import BulkAward, BulkAwardPerson
from recognition.models.chat import ChatAccount, ChatDelivery
from recognition.models.credentials import Credential
from recognition.models.deliveries import DeliveredFact, Delivery, SourceAccount, SourceSecret
from recognition.models.directory import (
    DirectoryGroup,
    DirectoryMembership,
    DirectoryRequest,
    DirectoryToken,
    DirectoryUser,
)
from recognition.models.endpoints import Endpoint
from recognition.models.erasures import Erasure
from recognition.models.feed_addresses import FeedAddress
from recognition.models.follows import FollowedTeam
from recognition.models.imports import ImportFile, ImportRun
from recognition.models.nominations import Nomination
from recognition.models.notifications import Notification
from recognition.models.outbox import DeliveryAttempt, OutboxMessage
from recognition.models.outcomes import Contribution, Outcome, PassedOutcome, Reversal, Verification
from recognition.models.panel import PanelNote
from recognition.models.people import Person, Team, TeamMembership
from recognition.models.pictures import BadgePicture
from recognition.models.preferences import Preferences
from recognition.models.relations import Relation
from recognition.models.sign_ins import TokenName, UserSession
from recognition.models.thanks import Thanks
from recognition.models.users import Role, RoleGrant, User

__all__ = [
    "ApiAnswer",
    "AuditEntry",
    "AuditHead",
    "Award",
    "AwardChange",
    "Badge",
    "BadgePicture",
    "BulkAward",
    "BulkAwardPerson",
    "ChainCheck",
    "ChatAccount",
    "ChatDelivery",
    "Contribution",
    "Credential",
    "DeliveredFact",
    "Delivery",
    "DeliveryAttempt",
    "DirectoryGroup",
    "DirectoryMembership",
    "DirectoryRequest",
    "DirectoryToken",
    "DirectoryUser",
    "Endpoint",
    "Erasure",
    "FeedAddress",
    "FollowedTeam",
    "ImportFile",
    "ImportRun",
    "Nomination",
    "Notification",
    "OutboxMessage",
    "Outcome",
    "PanelNote",
    "PassedOutcome",
    "Person",
    "Preferences",
    "Relation",
    "Reversal",
    "Role",
    "RoleGrant",
    "SourceAccount",
    "SourceSecret",
    "Team",
    "TeamMembership",
    "Thanks",
    "Tier",
    "TokenName",
    "User",
    "UserSession",
    "Verification",
]
