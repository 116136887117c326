"""`python -m tests.scoring.engine.worlds 100000 [P1 P2 ...]`: ask laws of so many worlds and print what came of it.

For the run before a release: several laws at a time, in processes of their own. Worlds come in slices of 10,000,
each with the next seed from LAWS_SEED (default 1) on, so that an interrupted run has told what it did. Fails at the
first broken law.
"""

import os
import sys
import time

from tests.scoring.engine.worlds.all_laws import LAWS
from tests.scoring.engine.worlds.search import search

SLICE = 10_000


def main(cases: int, codes: list[str]) -> int:
    first = int(os.environ.get("LAWS_SEED", "1"))
    for code in codes or LAWS:
        done, seed, work = 0, first, time.process_time()
        while done < cases:
            searched = search(LAWS[code], min(SLICE, cases - done), seed=seed)
            if searched.broken:
                print(searched.broken)
                return 1
            done += searched.cases
            took = time.process_time() - work
            print(f"{code} holds in {done:,} worlds, seeds {first} to {seed}, {took:.0f} s of work", flush=True)
            seed += 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].isdigit() or not set(sys.argv[2:]) <= LAWS.keys():
        sys.exit(f"How many worlds, and of which laws? For example: 100000 P1 P9\nLaws: {' '.join(LAWS)}")
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
