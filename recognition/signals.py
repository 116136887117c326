"""What recognition tells the rest of the house. It knows nobody who listens."""

from django.dispatch import Signal

# Sent inside the transaction that writes the fact, so that a listener's rows live and die with it.
# Arguments: `person_ids` (set[int], givers and receivers of the changed facts) and `reason` (str, the
# audit verb, e.g. "nomination.submit").
facts_changed = Signal()

# Sent inside the transaction that changed awards, for whoever tells people about it.
# Arguments: `award_ids` (list[int]) and `reason` (str, the audit verb).
awards_changed = Signal()

# Sent inside the transaction in which a colleague nominated or thanked somebody just now; history that is told late
# sends none. Argument: `fact` (Nomination or Thanks).
words_said = Signal()

# Sent inside the transaction that put messages into the outbox, for whoever runs the job that sends them.
outbox_filled = Signal()

# Sent inside the transaction that keeps a delivery of a source: somebody may work on it after the commit.
deliveries_arrived = Signal()
