"""The list of detectors in the docs is that of the code, with what they do by themselves."""

import re
from pathlib import Path

from scoring.engine.detectors import DETECTORS

LIST = Path(__file__).resolve().parents[4] / "docs" / "detectors.md"
ROW = re.compile(r"^\| ([A-Z]\d\d) \| (\w+) \|", re.MULTILINE)


def test_the_docs_list_every_detector_by_its_code_and_name():
    listed = ROW.findall(LIST.read_text(encoding="utf-8"))
    assert sorted(listed) == sorted((code, detector.name) for code, detector in DETECTORS.items())
