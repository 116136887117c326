"""A clock for property tests, which cannot take a fixture anew for each case."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import time_machine

from tests.conftest import NOW


@contextmanager
def moving_clock() -> Iterator:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda seconds: traveller.shift(timedelta(seconds=seconds))
