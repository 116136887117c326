"""One closed box a channel: how a message of the outbox is delivered."""
