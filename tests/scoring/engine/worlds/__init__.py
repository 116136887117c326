"""Worlds: many small random companies packed into one, so that one call of the judge judges them all.

packing.py     ids that keep worlds apart; picking, adding to and unpacking worlds
drawing.py     a random batch, from the files beside it: staff, giving, work, suspicion
law.py         what a law is; laws_*.py: P1 to P12 of scoring.md
search.py      as many worlds as asked for, and the first that breaks a law, made small and printed
"""
