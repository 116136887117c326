from tests.recognition.api.conftest import _no_throttle_from_other_tests, anybody, as_person  # noqa: F401
from tests.scoring.actions.conftest import case, clock, ruth, words  # noqa: F401
