"""Rows of recognition as the judge's columns, in this room and nowhere else."""
