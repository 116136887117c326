"""Which Plaudit this is: as in `pyproject.toml`, which no image holds."""

VERSION = "0.1.0"
