"""All attacks by kind. Each file here defines one; none reads another."""

from collections.abc import Mapping
from types import MappingProxyType

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.attacks import (
    camouflage,
    clique,
    copied_text,
    cron_loop,
    cross_team_bloc,
    false_flag,
    hijacked_account,
    jitter_loop,
    manager_surge,
    office_hours_loop,
    paraphrased_prompts,
    reciprocal_pair,
    replayed_prompts,
    revert_and_reland,
    ring,
    rubber_stamp,
    session_mimic,
    single_edge_bloc,
    slow_drip,
    split_outcomes,
    thin_star,
    threshold_hugging,
    two_receivers,
    varied_text,
)

_MODULES = (
    reciprocal_pair,
    ring,
    clique,
    thin_star,
    camouflage,
    slow_drip,
    copied_text,
    varied_text,
    manager_surge,
    cross_team_bloc,
    threshold_hugging,
    two_receivers,
    single_edge_bloc,
    hijacked_account,
    false_flag,
    split_outcomes,
    rubber_stamp,
    revert_and_reland,
    cron_loop,
    jitter_loop,
    office_hours_loop,
    replayed_prompts,
    paraphrased_prompts,
    session_mimic,
)

ATTACKS: Mapping[str, Attack] = MappingProxyType({module.ATTACK.kind: module.ATTACK for module in _MODULES})
