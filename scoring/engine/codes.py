"""Codes of discounts: why a fact counts less than in full. Sentences for them are in explain.py.

The codes are stored with decisions: never rename one.
"""

SUPPORT_CODES = (
    "attention",  # the giver gave to many in that quarter
    "repeat",  # the giver gave to this person in earlier quarters
    "reciprocity",  # this person gave to the giver in earlier quarters
    "same_team",
    "to_manager",
    "manager_word",  # counts as a manager's statement, not as peer support
    "finding",
    "tied_voices",  # another voice of the same circle counts already
    "cap",  # each further voice from the same team adds less
    "other_role",  # the giver is read as verifier in this decision
    "own_word",
    "automated",
    "withdrawn",
)
OUTCOME_CODES = (
    "unverified",
    "other_role",  # the verifier is read as nominator in this decision
    "source_only",
    "pair_fades",
    "settling",
    "reversed",
    "co_authored",  # the size is shared among the contributors
    "shared_root",  # part of one work item with others
    "empty",  # no changed lines
)
VERIFICATION_CODES = (
    "own_word",
    "reversed",
    "settling",
    "automated",
    "repeat",
    "reciprocity",
    "cap",
)
USAGE_CODES = ("open_week",)  # active on enough days, and not over yet
# Codes of detectors whose findings take weight; they are stored with the facts they are about.
FINDING_CODES = ("N02", "N03", "N04", "N06", "N07", "U01", "U02", "U03", "U04", "O02")

DISCOUNT_CODES: tuple[str, ...] = tuple(
    dict.fromkeys(SUPPORT_CODES + OUTCOME_CODES + VERIFICATION_CODES + USAGE_CODES + FINDING_CODES)
)
