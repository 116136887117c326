"""Drills: attacks with invented people over real facts, judged by the live rules. Nothing is stored as a fact."""
