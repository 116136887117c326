"""P1 to P12 of scoring.md, those of several parts with a letter."""

from tests.scoring.engine.worlds.bounds_of_support import BOUNDS
from tests.scoring.engine.worlds.law import Law
from tests.scoring.engine.worlds.laws_of_attacks import ATTACK_LAWS
from tests.scoring.engine.worlds.laws_of_decisions import DECISION_LAWS
from tests.scoring.engine.worlds.laws_of_findings import FINDING_LAWS
from tests.scoring.engine.worlds.laws_of_giving import GIVING_LAWS
from tests.scoring.engine.worlds.laws_of_work import WORK_LAWS
from tests.scoring.engine.worlds.step_by_step import STEP_LAWS

_EVERY = (*BOUNDS, *GIVING_LAWS, *DECISION_LAWS, *WORK_LAWS, *FINDING_LAWS, *STEP_LAWS, *ATTACK_LAWS)
LAWS: dict[str, Law] = {law.code: law for law in _EVERY}
