"""Four to eight accounts made for it recognise one person; nobody knows them, and they do nothing else."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY


def plan(plot: Plot) -> None:
    [receiver] = plot.group(1)
    for _ in range(int(plot.rng.integers(4, 9))):
        account = plot.account(plot.start - int(plot.rng.integers(1, 60)) * DAY)
        plot.gives(account, receiver, plot.times())


ATTACK = Attack("thin_star", "support", "Four to eight new accounts recognise one person and do nothing else.", plan)
