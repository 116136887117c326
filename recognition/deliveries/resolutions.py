"""Words with which trackers close what nobody did: a duplicate, something rejected."""

NOT_DONE = frozenset((
    "abandoned", "cancelled", "canceled", "cannotreproduce", "declined", "duplicate", "incomplete", "invalid",
    "moved", "notabug", "notaproblem", "notplanned", "obsolete", "rejected", "unresolved", "wontdo", "wontfix",
    "worksasdesigned", "worksforme",
))  # fmt: skip


def is_done(resolution: str) -> bool:
    """Whether closing with this word means work that was done. Words in other languages are taken for done."""
    return "".join(character for character in resolution.lower() if character.isalnum()) not in NOT_DONE
