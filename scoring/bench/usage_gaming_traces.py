"""Requests as people really make them: sessions cut from public traces of language model services.

`conversation_trace` (an assistant, one hour) names the blocks of every prompt, so turns of one conversation are known:
a prompt that begins with the blocks of an earlier one goes on with it. `AzureLLMInferenceTrace_code` knows amounts
only. Nobody is named in either; no trace tells what a person's whole week looks like.
"""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import Ints

TRACES = Path(__file__).resolve().parents[3] / "shared" / "data" / "usage"


@dataclass(frozen=True)
class Requests:
    """Some requests of one person. Times in seconds, tokens in and out, prompts as numbers (equal: same prompt)."""

    at: Ints
    tokens_in: Ints
    tokens_out: Ints
    prompt: Ints

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def joined(cls, parts: list[Requests]) -> Requests:
        if not parts:
            return cls(*(np.empty(0, np.int64) for _ in range(4)))
        return cls(
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.tokens_in for part in parts]),
            np.concatenate([part.tokens_out for part in parts]),
            np.concatenate([part.prompt for part in parts]),
        )


@dataclass(frozen=True)
class Traces:
    """Turns of conversations in their order, and amounts of code requests."""

    gap: Ints  # seconds since the turn before; for a first turn that of another conversation
    tokens_in: Ints
    tokens_out: Ints
    prompt: Ints
    code_in: Ints
    code_out: Ints

    @classmethod
    def read(cls) -> Traces:
        conversations = _conversations()
        turns = [turn for conversation in conversations for turn in conversation]
        real = np.array([b[0] - a[0] for one in conversations for a, b in pairwise(one)])
        # Which of the real gaps stands before a first turn changes nothing that is measured.
        gap = np.resize(real, len(turns))
        place = 0
        for conversation in conversations:
            for before, turn in pairwise(conversation):
                place += 1
                gap[place] = turn[0] - before[0]
            place += 1
        with gzip.open(TRACES / "AzureLLMInferenceTrace_code.csv.gz", "rt", encoding="utf-8") as lines:
            code = np.array([(int(row["ContextTokens"]), int(row["GeneratedTokens"])) for row in csv.DictReader(lines)])
        columns = np.array(turns, np.int64).T
        return cls(np.maximum(gap, 1), columns[1], columns[2], columns[3], code[:, 0], code[:, 1])

    def session(self, rng: Generator, start: int, turns: int, *, code: bool) -> Requests:
        """`turns` consecutive turns, beginning at `start` (seconds)."""
        rows = (int(rng.integers(len(self.gap))) + np.arange(turns)) % len(self.gap)
        at = start + np.cumsum(np.r_[0, self.gap[rows[1:]]])
        # Only repetition within the session counts: two cuts from one place of the trace are two different sessions.
        prompt = self.prompt[rows] + int(rng.integers(1 << 40)) * len(self.gap)
        if code:
            rows = rng.integers(len(self.code_in), size=turns)
            return Requests(at, self.code_in[rows], self.code_out[rows], prompt)
        return Requests(at, self.tokens_in[rows], self.tokens_out[rows], prompt)


Turn = tuple[int, int, int, int]  # seconds, tokens in, tokens out, number of the prompt


def _conversations() -> list[list[Turn]]:
    of_blocks: dict[tuple[int, ...], int] = {}
    prompts: dict[tuple[int, ...], int] = {}
    found: list[list[Turn]] = []
    with gzip.open(TRACES / "conversation_trace.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            blocks = tuple(row["hash_ids"])
            # The first block is shared by all (the system prompt); the last is not full and changes as one goes on.
            earlier = (of_blocks.get(blocks[:length]) for length in range(len(blocks), 1, -1))
            number = next((one for one in earlier if one is not None), None)
            if number is None:
                number = len(found)
                found.append([])
            for known in (blocks, blocks[:-1]):
                if len(known) > 1:
                    of_blocks[known] = number
            prompt = prompts.setdefault(blocks, len(prompts))
            found[number].append((row["timestamp"] // 1000, row["input_length"], row["output_length"], prompt))
    return found
