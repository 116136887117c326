"""All detectors by code. Each file here defines one; none reads another."""

from collections.abc import Mapping
from types import MappingProxyType

from scoring.engine.detector import Detector
from scoring.engine.detectors import (
    n01_reciprocal_exchange,
    n02_closed_ring,
    n03_insular_group,
    n04_team_surge,
    n05_manager_pressure,
    n06_thin_givers,
    n07_copied_text,
    n08_threshold_bunching,
    n09_concentrated_giver,
    n10_many_signs,
    o01_split_outcomes,
    o02_rubber_stamp,
    o03_revert_and_reland,
    u01_machine_rhythm,
    u02_repeated_prompts,
    u03_unattended_consumption,
    u04_consumption_without_outcome,
    u05_peer_mean_hugging,
)

_MODULES = (
    n01_reciprocal_exchange,
    n02_closed_ring,
    n03_insular_group,
    n04_team_surge,
    n05_manager_pressure,
    n06_thin_givers,
    n07_copied_text,
    n08_threshold_bunching,
    n09_concentrated_giver,
    n10_many_signs,
    o01_split_outcomes,
    o02_rubber_stamp,
    o03_revert_and_reland,
    u01_machine_rhythm,
    u02_repeated_prompts,
    u03_unattended_consumption,
    u04_consumption_without_outcome,
    u05_peer_mean_hugging,
)

DETECTORS: Mapping[str, Detector] = MappingProxyType({module.DETECTOR.code: module.DETECTOR for module in _MODULES})
