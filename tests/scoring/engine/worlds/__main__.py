"""`python -m tests.scoring.engine.worlds 100000 [P1 P2 ...]`: ask laws of so many worlds and print what came of it.

For the release run, several laws at a time in processes of their own. LAWS_SEED chooses other worlds (default 1).
"""

import os
import sys
import time

from tests.scoring.engine.worlds.all_laws import LAWS
from tests.scoring.engine.worlds.search import search


def main(cases: int, codes: list[str]) -> int:
    seed = int(os.environ.get("LAWS_SEED", "1"))
    is_broken = False
    for code in codes or LAWS:
        started, work = time.monotonic(), time.process_time()
        searched = search(LAWS[code], cases, seed=seed)
        times = f"{time.monotonic() - started:.0f} s, of work {time.process_time() - work:.0f} s"
        print(f"{code}: {searched.broken or 'holds'} in {searched.cases:,} worlds of seed {seed}, {times}", flush=True)
        is_broken |= bool(searched.broken)
    return int(is_broken)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].isdigit() or not set(sys.argv[2:]) <= LAWS.keys():
        sys.exit(f"How many worlds, and of which laws? For example: 100000 P1 P9\nLaws: {' '.join(LAWS)}")
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
