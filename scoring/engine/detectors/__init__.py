"""All detectors by code. Each file here defines one; none reads another."""

from collections.abc import Mapping
from types import MappingProxyType

from scoring.engine.detector import Detector
from scoring.engine.detectors import n09_concentrated_giver

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {detector.code: detector for detector in (n09_concentrated_giver.DETECTOR,)}
)
