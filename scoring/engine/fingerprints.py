"""Fingerprints of many persons' facts at once: 128 bits a person, from columns.

A fact is a row of whole numbers (its id, and what it kept). Of each row

    h = mix(sum over k of column_k x odd_k)   mod 2^64, in two lanes with other odd numbers

and a person's fingerprint is the sum of the h of their facts, so that the order of facts changes nothing. Two
records that differ share a fingerprint by accident once in 2^128; it tells change, it is no proof against somebody
who can choose the numbers (they are database ids and worked-out weights). Cost: three passes a column and lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from scoring.engine.digest import canonical_json
from scoring.engine.facts import Bools, Floats, Ints
from scoring.engine.findings import CODES
from scoring.engine.fixed import found
from scoring.engine.verdict import Discount, Evidence

Prints = NDArray[np.uint64]  # shape (rows, LANES)
LANES = 2
# Digits of weights in a fingerprint: far below what a fact changes, far above what machines differ in.
DIGITS = 6
_SHIFT = np.uint64(31)


def print_of(*columns: Ints | Bools) -> Prints:
    """Of rows given as columns of equal length; the order of the columns matters."""
    n = len(columns[0])
    prints = np.zeros((LANES, n), np.uint64)
    for lane in range(LANES):
        total = np.full(n, _odd(lane, 0), np.uint64)
        for place, column in enumerate(columns, start=1):
            total += column.astype(np.int64).view(np.uint64) * _odd(lane, place)
        prints[lane] = _mixed(total)
    return prints.T


def added(persons: Ints, parts: Iterable[tuple[Ints, Prints]]) -> Prints:
    """By person (sorted ids): the sum of the prints of the facts that are theirs; parts are (person ids, prints)."""
    totals = np.zeros((LANES, len(persons)), np.uint64)
    for owner, prints in parts:
        place, present = found(persons, owner)
        for lane in range(LANES):
            np.add.at(totals[lane], place[present], np.ascontiguousarray(prints[present, lane]))
    return totals.T


def prints_told(
    persons: Ints, evidence: Callable[[int], Iterable[Evidence]], discounts: Callable[[int], Iterable[Discount]]
) -> Prints:
    """For a measure without columns of its facts: each person's are told and hashed, up to a millisecond a person."""
    prints = np.zeros((len(persons), LANES), np.uint64)
    for row, person in enumerate(persons.tolist()):
        facts = sorted([fact.kind, fact.id] for fact in evidence(person))
        kept = sorted([d.about.kind, d.about.id, d.code, round(d.factor, DIGITS)] for d in discounts(person))
        told = blake2b(canonical_json([facts, kept]).encode("ascii"), digest_size=8 * LANES).digest()
        prints[row] = np.frombuffer(told, "<u8")
    return prints


def rounded(values: Floats) -> Ints:
    """Weights and measures as whole numbers of 10^-DIGITS; what is not known (NaN) is the least number there is."""
    known = np.isfinite(values)
    whole = np.rint(np.where(known, values, 0.0) * 10**DIGITS).astype(np.int64)
    return np.where(known, whole, np.iinfo(np.int64).min)


def code_numbers(codes: NDArray[np.str_]) -> Ints:
    """Positions in CODES; -1 for "" (no finding)."""
    words, place = np.unique(codes, return_inverse=True)
    return np.array([CODES.index(word) if word else -1 for word in words.tolist()], np.int64)[place]


def _odd(lane: int, place: int) -> np.uint64:
    """An odd number of 64 bits, another one for every lane and column; the same for ever."""
    seed = np.array([(lane << 32) + place + 1], np.uint64)
    number: np.uint64 = _mixed(_mixed(seed))[0] | np.uint64(1)
    return number


def _mixed(numbers: Prints) -> Prints:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): each bit of the input moves half of the output."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> _SHIFT)
