"""Gifts to voices: one row a (receiver, giver, epoch) with everything that weighs it.

A pair that gave several times in an epoch is one voice: with the largest attention, relation and findings
factor among its gifts that count, and the giver's team of the earliest of them (lowest time, kind, id). A
later gift therefore never moves an earlier voice to another team, where it might add less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.edges import GiftGraph
from scoring.engine.facts import Floats, Ints
from scoring.engine.fixed import distinct, fixed
from scoring.engine.standing import Standing
from scoring.engine.support_query import SupportQuery, finding_factors, relation_factors
from scoring.engine.voices import Supports


@dataclass(frozen=True)
class PairVoices:
    graph: GiftGraph
    asked: Ints  # gifts (rows of the graph's) that the query asks for, of the asked persons, by receiver
    asked_receivers: Ints  # dense, sorted, distinct
    gift: Ints  # gifts that count, grouped by voice
    voice: Ints  # by `gift`: row of `supports`
    supports: Supports
    attention: Floats  # by row of supports, as the others
    repeat: Floats
    reciprocity: Floats

    @classmethod
    def of(cls, standing: Standing, query: SupportQuery, persons: Ints | None) -> PairVoices:
        policy = standing.policy
        graph = standing.graph(query.sources)
        gifts = graph.gifts
        asked = query.asks_for(gifts, policy)
        if persons is not None:
            asked &= np.isin(gifts.receiver, persons)
        relation = relation_factors(gifts, policy)
        gift = np.flatnonzero(asked & (relation > 0) & ~query.leaves_out(gifts))

        pairs = graph.pairs
        pair = pairs.row[gift]
        receiver, giver, epoch = pairs.receiver[pair], pairs.giver[pair], pairs.epoch[pair]
        order = np.lexsort((gifts.id[gift], gifts.kind[gift], gifts.at[gift], epoch, giver, receiver))
        gift, pair = gift[order], pair[order]
        is_first = np.append(True, pair[1:] != pair[:-1])[: len(pair)]
        first = np.flatnonzero(is_first)
        pair = pair[first]
        attention = _largest(graph.attention[gift], first)
        finding = finding_factors(gifts.take(gift), query, standing.factors, policy)
        repeat, reciprocity = graph.repeat[pair], graph.reciprocity[pair]
        factor = attention * _largest(relation[gift], first) * _largest(finding, first) * repeat * reciprocity
        epoch = pairs.epoch[pair]
        supports = Supports(
            receiver=pairs.receiver[pair],
            giver=pairs.giver[pair],
            epoch=epoch,
            block=epoch // policy.block_epochs,
            team=gifts.giver_team[gift[first]],
            weight=fixed(factor),
        )
        rows = np.flatnonzero(asked)
        rows = rows[np.argsort(pairs.receiver[pairs.row[rows]], kind="stable")]
        return cls(
            graph=graph,
            asked=rows,
            asked_receivers=distinct(pairs.receiver[pairs.row[rows]]),
            gift=gift,
            voice=np.cumsum(is_first) - 1,
            supports=supports,
            attention=attention,
            repeat=repeat,
            reciprocity=reciprocity,
        )


def _largest(values: Floats, first: Ints) -> Floats:
    """Of each group that begins at `first`."""
    return np.maximum.reduceat(values, first) if len(first) else np.empty(0)
