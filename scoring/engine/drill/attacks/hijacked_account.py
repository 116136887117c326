"""The account of somebody who recognises many people honestly is used for gifts to two accomplices."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

QUARTER = 90


def plan(plot: Plot) -> None:
    giver, *receivers = plot.group(3)
    plot.covers(giver, 5)
    for receiver in receivers:
        plot.gives(giver, receiver, max(3, plot.times()), days=QUARTER)


ATTACK = Attack("hijacked_account", "support", "An honest giver's account is used for two accomplices.", plan)
