"""Worlds: many small random companies packed into one, so that one call of the judge judges them all.

- packing: ids that keep worlds apart; adding to worlds and picking some
- drawing: a random batch, of staff, giving, work and suspicion
- law: what a law is. P1 to P12 of scoring.md are in bounds_of_support, laws_of_* and step_by_step, listed in all_laws
- search: as many worlds as asked for, and the first that breaks a law, made small and printed
- mutations: one mistake for every law, with which it must be seen to break
- `python -m` this: the run before a release
"""
