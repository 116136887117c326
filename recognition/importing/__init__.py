"""Files of facts, as JSON Lines, into the database: all of them or nothing, and the second time without effect.

`importing.run.import_directory` is the door. It reads everything twice: first to check every row and every
reference (keeping only ids), then to write in batches in one transaction.
"""
