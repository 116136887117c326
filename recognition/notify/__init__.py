"""What people are told: in which words, and when something that happened becomes a message."""
