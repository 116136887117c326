"""The second reading: rows into tables, in batches, inside the one transaction of `importing.run`.

A row that the database already has in the same form is counted as unchanged; one that it has in another
form is a problem, and then the whole import is taken back.
"""
