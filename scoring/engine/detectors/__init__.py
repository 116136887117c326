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
    o01_split_outcomes,
    o02_rubber_stamp,
    o03_revert_and_reland,
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
    o01_split_outcomes,
    o02_rubber_stamp,
    o03_revert_and_reland,
)

DETECTORS: Mapping[str, Detector] = MappingProxyType({module.DETECTOR.code: module.DETECTOR for module in _MODULES})
