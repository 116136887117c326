from tests.scoring.actions.conftest import case, clock, ruth, words  # noqa: F401
