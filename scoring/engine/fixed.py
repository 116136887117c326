"""Fixed-point numbers: whole multiples of 2^-20.

Sums of floats depend on their order, and log2 may differ in the last digit between machines. Whatever is
summed or compared on the way to a decision is therefore a whole number of these units.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from scoring.engine.facts import Bools, Floats, Ints

ONE = 1 << 20


def fixed(values: Floats) -> Ints:
    """Nearest unit, halves to even. Monotone."""
    return np.rint(values * ONE).astype(np.int64)


def fixed_log2_1p(sums: Ints) -> Ints:
    """log2(1 + x) of fixed-point x >= 0, in fixed point. Monotone; 0 at 0, ONE at ONE."""
    return fixed(np.log2(1.0 + sums / ONE))


def one_over(counts: Ints) -> Floats:
    """1 / (1 + count)."""
    fading: Floats = 1.0 / (1 + counts).astype(np.float64)
    return fading


def add_up(index: Ints, values: Ints, size: int) -> Ints:
    """Sums of `values` by `index`, exact while every sum stays under 2^53 units (8.6e9)."""
    return np.bincount(index, weights=values, minlength=size).astype(np.int64)


def spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """For ragged ranges start..start+count: (number of the range, position), one row an element."""
    owner = np.repeat(np.arange(len(starts)), counts)
    first = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    return owner, first + np.arange(len(owner))


Pairs = tuple[Ints, Ints]  # ids of (person, somebody else), row by row
ByPerson = tuple[Ints, Ints]  # rows in the order of their person, and the persons in that order


def by_person(persons: Ints) -> ByPerson:
    order = np.argsort(persons, kind="stable")
    return order, persons[order]


def rows_of(person: int, rows: ByPerson) -> Ints:
    order, persons = rows
    return order[np.searchsorted(persons, person) : np.searchsorted(persons, person, side="right")]


def found(sorted_keys: Ints, keys: Ints) -> tuple[Ints, Bools]:
    """Where each key stands in the sorted keys (0 when absent), and whether it is there."""
    if not len(sorted_keys):
        return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    present = sorted_keys[place] == keys
    return np.where(present, place, 0), present


def distinct(values: Ints) -> Ints:
    """Sorted, each once: np.unique by sorting, which for millions of whole numbers takes a third of its hashing."""
    ordered = np.sort(values)
    once: Ints = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def distinct_pairs(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """The pairs (one, other) each once, sorted, and the place of every row among them.

    Both are small enough that their product fits in 63 bits.
    """
    if not len(one):
        return one, other, one
    least = int(other.min())
    width = int(other.max()) - least + 1
    keys, place = np.unique(one * width + (other - least), return_inverse=True)
    return keys // width, keys % width + least, place


def is_pair(pairs: Pairs, among: Pairs) -> Bools:
    """Which of the pairs are among others; ids are not negative."""
    (one, other), (ones, others) = pairs, among
    if not len(one) or not len(ones):
        return np.zeros(len(one), np.bool_)
    width = 1 + max(int(other.max()), int(others.max()))
    present: Bools = found(np.sort(ones * width + others), one * width + other)[1]
    return present


def listed(others: Mapping[int, Collection[int]]) -> Pairs:
    """One pair for every other of everybody."""
    ones = [one for one, some in others.items() for _ in some]
    return np.array(ones, np.int64), np.array([other for some in others.values() for other in some], np.int64)
