"""One small company for all tests of drills."""

from functools import cache

from scoring.engine.drill.company import small_company
from scoring.engine.drill.population import Population
from scoring.engine.facts import Facts
from scoring.engine.policy import CURRENT

AT = CURRENT.epoch_start(40) + 60 * 86_400


@cache
def company() -> Facts:
    return small_company(5, at=AT)


@cache
def population(single: bool = False) -> Population:
    return Population(company(), AT, single)
