"""Text that goes into a file which somebody opens in a spreadsheet."""

# What a spreadsheet takes for the beginning of a formula; tab and return are skipped by some before they look.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_cell(value: object) -> object:
    """Text that would be taken for a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS_A_FORMULA) else value
