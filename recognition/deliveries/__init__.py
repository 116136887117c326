"""What other systems deliver: signed messages about outcomes, from the door to the facts.

A source (recognition/sources/<name>) reads messages into the facts of `contract`; everything after that is the
same for all of them and lives here.
"""
