"""Four to eight people send one text, word for word, for one person within a month."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    receiver, *givers = plot.group(1 + int(plot.rng.integers(4, 9)))
    text = plot.text(share=1.0)
    for giver in givers:
        plot.gives(giver, receiver, plot.times(), days=30, text=text)


ATTACK = Attack("copied_text", "support", "Four to eight people send the same text for one person.", plan)
