"""What recognition tells the rest of the house. It knows nobody who listens."""

from django.dispatch import Signal

# Sent inside the transaction that writes the fact, so that a listener's rows live and die with it.
# Arguments: `person_ids` (set[int], givers and receivers of the changed facts) and `reason` (str, the
# audit verb, e.g. "nomination.submit").
facts_changed = Signal()

# Sent inside the transaction that changed awards, for whoever tells people about it.
# Arguments: `award_ids` (list[int]) and `reason` (str, the audit verb).
awards_changed = Signal()
