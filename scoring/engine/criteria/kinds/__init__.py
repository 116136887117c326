"""All kinds of criteria. Parser, form, explanation and documentation read this."""

from __future__ import annotations

from scoring.engine.criteria.kind import Kind
from scoring.engine.criteria.kinds.holds import Holds
from scoring.engine.criteria.kinds.manager_statement import ManagerStatement
from scoring.engine.criteria.kinds.outcomes import Outcomes
from scoring.engine.criteria.kinds.peer_support import PeerSupport
from scoring.engine.criteria.kinds.tenure import Tenure
from scoring.engine.criteria.kinds.usage_weeks import UsageWeeks
from scoring.engine.criteria.kinds.verifications_given import VerificationsGiven

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        PeerSupport(),
        Outcomes(),
        VerificationsGiven(),
        Tenure(),
        Holds(),
        ManagerStatement(),
        UsageWeeks(),
    )
}
