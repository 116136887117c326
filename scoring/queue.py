"""Who waits to be judged."""
