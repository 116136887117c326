"""Another order by a seed that belongs to the world, so that a world picked out is shuffled as it was."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import Columns, Ints
from tests.scoring.engine.worlds.law import Change, Setting
from tests.scoring.engine.worlds.packing import Worlds


def any_seed(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    return (rng.integers(1, 1 << 30, worlds.n),)


def scattered(numbers: Ints, seed: Ints) -> Ints:
    """A number that has nothing to do with the order of `numbers`, the same for the same seed (SplitMix64)."""
    mixed = (numbers.astype(np.uint64) + seed.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed ^ (mixed >> np.uint64(27))) >> np.uint64(2)).astype(np.int64)


def shuffled(columns: Columns, world: Ints, seed: Ints) -> Columns:
    """Rows of each world in another order, by its seed."""
    first = np.searchsorted(np.sort(world), world)
    place = np.empty(len(world), np.int64)
    place[np.argsort(world, kind="stable")] = np.arange(len(world))
    return columns.take(np.argsort(scattered(place - first, seed[world]), kind="stable"))
