"""How deep a revert is, from its title: the same words at GitHub and GitLab."""

import re

_WORD = re.compile(r'(?P<word>Revert|Reapply) "')


def depth_of(title: str) -> int:
    """1: takes something back; 2: takes that back again, so the change returns; 0: no revert.

    In one pass over the title, whatever its length: it is a stranger's.
    """
    depth, place = 0, 0
    while (found := _WORD.match(title, place)) is not None:
        depth += 2 if found["word"] == "Reapply" else 1
        place = found.end()
    return depth
