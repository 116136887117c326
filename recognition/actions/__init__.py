"""Every write: module = noun, function = verb.

All are keyword-only, take `by=` (a person or a `System`), are atomic, check permission and content, leave
an audit entry and tell listeners through `facts_changed`, all in one transaction. A refusal is a
`ValidationError` (with a code, and the form field where one is meant) or `PermissionDenied`; then nothing
was written.
"""
