"""Ferrywell: an invented company of some 300 people that makes software for ferry lines and ports.

Everything is seeded and dated back from a reference day, so that the same day gives the same company. It is
written in the same rows that `import_facts` reads. Any likeness of a name to a living person is by chance.
"""
