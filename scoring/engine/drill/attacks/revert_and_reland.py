"""The same change lands, is taken back and lands again, five times, to be credited each time."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY, NEVER

TIMES = 5


def plan(plot: Plot) -> None:
    author, verifier = plot.group(2)
    size, area = plot.size(), plot.work_item()
    at = plot.population.moment(plot.rng, plot.start, 30)
    for turn in range(TIMES):
        landed = at + turn * 14 * DAY
        gone = landed + 7 * DAY if turn < TIMES - 1 else NEVER
        outcome = plot.does(author, landed, size, area=area, reversed_at=gone)
        plot.verifies(verifier, outcome, landed + DAY // 4)


ATTACK = Attack("revert_and_reland", "credit", "One change lands, is taken back and lands again, five times.", plan)
