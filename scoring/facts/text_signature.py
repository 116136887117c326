"""What detectors may know of a text: how many words it has, and hashes that tell near-equal texts.

MinHash over pairs of neighbouring words, case and punctuation left out. The share of equal hashes of two texts
estimates the share of pairs that they have in common. The text cannot be read back from the hashes; a known text
can be recognised by them, so they are worked out when needed and never stored.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from scoring.engine.facts import SIGNATURE_SIZE

_WORD = re.compile(r"\w+", re.UNICODE)
# Scripts that are written without spaces: each character is read as a word.
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
# Fixed for ever: signatures must be the same everywhere.
_SEEDS = np.random.default_rng(20180101).integers(0, 1 << 64, SIGNATURE_SIZE, dtype=np.uint64)


def words_of(text: str) -> int:
    """Number of words; two characters of a script without spaces count as one."""
    plain = unicodedata.normalize("NFKC", text)
    unspaced = len(_UNSPACED.findall(plain))
    return len(_WORD.findall(_UNSPACED.sub(" ", plain))) + (unspaced + 1) // 2


def signature_of(text: str) -> NDArray[np.uint32]:
    """SIGNATURE_SIZE hashes; those of a text without words are all the largest number."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(_UNSPACED.sub(lambda found: f" {found.group()} ", plain))
    shingles = {" ".join(words[at : at + 2]) for at in range(max(1, len(words) - 1))} if words else set()
    if not shingles:
        return np.full(SIGNATURE_SIZE, np.iinfo(np.uint32).max, np.uint32)
    numbers = np.array([_number(shingle) for shingle in sorted(shingles)], np.uint64)
    least: NDArray[np.uint32] = (_mixed(numbers[:, None] ^ _SEEDS).min(axis=0) >> np.uint64(32)).astype(np.uint32)
    return least


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each seed must put the shingles into another order, or the least one would be the same under all of them and
    two texts with one phrase in common would look equal. Hence a whole mixer (splitmix64's finaliser), modulo 2^64."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = numbers ^ (numbers >> np.uint64(31))
    return mixed


def _number(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")
