"""Two people pass each other's work within minutes, unread, for a quarter."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

CHANGES = 12
MINUTE = 60


def plan(plot: Plot) -> None:
    one, other = plot.group(2)
    for author, verifier in ((one, other), (other, one)):
        for _ in range(CHANGES):
            at = plot.population.moment(plot.rng, plot.start, 90)
            outcome = plot.does(author, at, plot.size(), root=plot.work_item())
            plot.verifies(verifier, outcome, at + int(plot.rng.integers(1, 5)) * MINUTE)


ATTACK = Attack("rubber_stamp", "credit", "Two people pass each other's work unread.", plan)
