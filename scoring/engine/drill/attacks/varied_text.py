"""As `copied_text`, with the words varied by a machine: under half of them stay the same."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

SAME = 0.4  # far below the 0.7 at which texts count as near-equal


def plan(plot: Plot) -> None:
    receiver, *givers = plot.group(1 + int(plot.rng.integers(4, 9)))
    text = plot.text(share=SAME)
    for giver in givers:
        plot.gives(giver, receiver, plot.times(), days=30, text=text)


ATTACK = Attack("varied_text", "support", "Four to eight people send one text in varied words for one person.", plan)
