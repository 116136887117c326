"""Badges to take along: Open Badges 3.0 credentials, signed by the site and verified by anybody.

`contents` says what a credential tells, `keys` and `issuer` who signs it, `open_badges` is the only module that knows
the library, `status` publishes what came of it, `reading` and `verdict` are for strangers who hold a copy.
"""
