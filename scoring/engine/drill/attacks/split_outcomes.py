"""One honest piece of work lands as ten changes under one root, so that it counts ten times."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY

PARTS = 10
HOUR = 3600


def plan(plot: Plot) -> None:
    author, verifier = plot.group(2)
    root = plot.work_item()
    size = max(PARTS, plot.size())
    at = plot.population.moment(plot.rng, plot.start, 60)
    for part in range(PARTS):
        outcome = plot.does(author, at + part * 4 * HOUR, size // PARTS, root=root)
        plot.verifies(verifier, outcome, at + part * 4 * HOUR + DAY)


ATTACK = Attack("split_outcomes", "credit", "One piece of work lands as ten small changes.", plan)
