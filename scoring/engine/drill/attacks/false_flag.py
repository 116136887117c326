"""People recognise a victim in a suspicious way, so that the victim is discounted.

Thin accounts, one copied text, three days: whatever detectors look for. What honest colleagues said of the victim
must keep its weight (P12).
"""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY


def plan(plot: Plot) -> None:
    victim = int(plot.rng.choice(plot.population.popular))
    text = plot.text(share=1.0)
    since = plot.population.at - int(plot.rng.integers(5, 60)) * DAY
    for _ in range(int(plot.rng.integers(4, 9))):
        plot.gives(plot.account(since - 7 * DAY), victim, 2, days=3, since=since, text=text)
    plot.victims.append(victim)


ATTACK = Attack("false_flag", "harm", "New accounts praise somebody so clumsily that it should raise doubts.", plan)
