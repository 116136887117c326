"""What a rule would do, asked before it is published, and how live rules fare."""
