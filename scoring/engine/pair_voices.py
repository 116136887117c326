"""Gifts to voices: one row a (receiver, giver, epoch) with everything that weighs it.

A pair that gave several times in an epoch is one voice: with the largest attention, relation and findings
factor among its gifts that count, and the giver's team of the earliest of them (lowest time, kind, id). A
later gift therefore never moves an earlier voice to another team, where it might add less.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from scoring.engine.edges import GiftGraph
from scoring.engine.facts import Floats, Gifts, Ints
from scoring.engine.fixed import distinct, fixed
from scoring.engine.policy import Policy
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
        gifts, pairs = graph.gifts, graph.pairs
        rows = _asked(gifts, query, policy, persons)
        relation = relation_factors(gifts, policy, rows)
        counts = relation > 0
        if query.exclude:
            counts &= ~query.leaves_out(gifts.take(rows))
        gift, relation = rows[counts], relation[counts]
        pair = pairs.row[gift]  # runs of equal pairs, as the graph's gifts are sorted
        is_first = np.append(True, pair[1:] != pair[:-1])[: len(pair)]
        first = np.flatnonzero(is_first)
        pair = pair[first]
        attention = _largest(graph.attention[gift], first)
        repeat, reciprocity = graph.repeat[pair], graph.reciprocity[pair]
        factor = attention * _largest(relation, first) * repeat * reciprocity
        if query.findings or not standing.factors.is_empty:
            factor *= _largest(finding_factors(gifts.take(gift), query, standing.factors, policy), first)
        epoch = pairs.epoch[pair]
        supports = Supports(
            receiver=pairs.receiver[pair],
            giver=pairs.giver[pair],
            epoch=epoch,
            block=epoch // policy.block_epochs,
            team=gifts.giver_team[gift[first]],
            weight=fixed(factor),
        )
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


def _asked(gifts: Gifts, query: SupportQuery, policy: Policy, persons: Ints | None) -> Ints:
    """Rows of gifts (by receiver) that the query asks for. Of some persons only those between the first and the
    last are looked at: a part of the company costs its part."""
    start = 0
    if persons is not None and len(persons):
        start, end = np.searchsorted(gifts.receiver, [persons.min(), persons.max() + 1]).tolist()
        gifts = Gifts(**{f.name: getattr(gifts, f.name)[start:end] for f in fields(gifts)})
    asked = query.asks_for(gifts, policy)
    if persons is not None:
        asked &= np.isin(gifts.receiver, persons)
    return start + np.flatnonzero(asked)


def _largest(values: Floats, first: Ints) -> Floats:
    """Of each group that begins at `first`."""
    return np.maximum.reduceat(values, first) if len(first) else np.empty(0)
