"""Where people come from: the company's directory over SCIM, and a CSV of it.

What the directory tells is kept as it told it (`DirectoryUser`, `DirectoryGroup`), and people, teams and managers are
brought to what follows from it, by the same actions as everybody's. The result hangs on what was told, not on the
order in which it came. Only `scim/` knows the protocol.
"""
