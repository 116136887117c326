"""Random rules of every kind and shape, and a few that read everything."""

from hypothesis import settings
from hypothesis import strategies as st

from scoring.engine.criteria.parse import parse_rule
from scoring.engine.facts import THANKS_KINDS
from scoring.engine.judge import LiveRule
from tests.scoring.engine.companies import BADGE

SLUG = "mentor"
IDS = {SLUG: BADGE, "first-review": 2, "steady-hand": 3}


def part_of_the_profile(divisor, least=25):
    """Fewer cases where each one judges many times; more in the larger profiles all the same."""
    return settings(max_examples=max(least, settings().max_examples // divisor))


amounts = st.sampled_from((0.5, 1, 1.5, 2, 3, 5))
heads = st.integers(1, 3)


def one_kind(name, required, optional):
    return st.fixed_dictionaries({name: st.fixed_dictionaries(required, optional=optional)})


conditions = st.one_of(
    one_kind(
        "peer_support",
        {"at_least": amounts},
        {
            "teams": heads,
            "voices": heads,
            "from": st.sampled_from((["nominations"], ["thanks"], ["nominations", "thanks"])),
            "thanks": st.sampled_from((["thanked"], list(THANKS_KINDS))),
        },
    ),
    one_kind("outcomes", {"credit": amounts}, {"roots": heads, "verifiers": heads}),
    one_kind("verifications_given", {"at_least": amounts}, {"authors": heads, "teams": heads}),
    one_kind("tenure", {"days": st.sampled_from((30, 365, 1000))}, {}),
    one_kind("holds", {"badge": st.sampled_from(("first-review", "steady-hand", "nobody-knows-it"))}, {}),
    one_kind("manager_statement", {"at_least": heads}, {}),
)
trees = st.recursive(
    conditions,
    lambda inner: (
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
    ),
    max_leaves=5,
)


def live(document):
    return LiveRule(IDS[document["badge"]], 1, parse_rule(document), IDS)


@st.composite
def live_rules(draw, criteria=trees):
    """A rule for the badge of the companies."""
    document = {"badge": SLUG, "criteria": draw(criteria)}
    if draw(st.booleans()):
        document["counts_from"] = f"{draw(st.sampled_from((1, 4, 8)))} epochs"
    if any(scaled in str(document["criteria"]) for scaled in ("peer_support", "credit", "verifications_given")):
        document["tiers"] = draw(st.sampled_from(({"bronze": 1}, {"bronze": 1, "silver": 2, "gold": 4})))
    return live(document)


# Thresholds so low that nearly every fact shows in a decision; one rule in which roles have to be chosen.
SENSITIVE = [
    live(
        {
            "badge": SLUG,
            "counts_from": "8 epochs",
            "criteria": {
                "any": [
                    {"peer_support": {"at_least": 0.5, "from": ["nominations", "thanks"]}},
                    {"peer_support": {"at_least": 1, "teams": 2}},
                    {"manager_statement": {"at_least": 1}},
                ]
            },
            "tiers": {"bronze": 1, "silver": 2, "gold": 4},
        }
    ),
    live(
        {
            "badge": "first-review",
            "criteria": {"any": [{"verifications_given": {"at_least": 0.5}}, {"tenure": {"days": 365}}]},
            "tiers": {"bronze": 1, "silver": 2},
        }
    ),
    live(
        {
            "badge": "steady-hand",
            "criteria": {
                "all": [
                    {"any": [{"outcomes": {"credit": 0.5, "verifiers": 1}}, {"holds": {"badge": "first-review"}}]},
                    {"peer_support": {"at_least": 0.5, "from": ["nominations", "thanks"]}},
                ]
            },
        }
    ),
]
