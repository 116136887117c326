"""From a fact in the queue to an award: who waits, what the judge says of them, and what that changes."""
