"""Awards as the judge gives them, as on the pages."""

from tests.recognition.views.conftest import give  # noqa: F401
