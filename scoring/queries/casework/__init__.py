"""What a reviewer sees: cases that do not concern them, with their facts as a list and as pictures."""
