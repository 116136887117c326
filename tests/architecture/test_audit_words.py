"""Every verb that the audit can hold is a sentence to whoever reads the log."""

import ast
import re

import pytest

from recognition import audit_words
from tests.architecture.tree import modules, text_of

VERB = re.compile(r"\A[a-z_]+\.[a-z_]+\Z")
# Functions that take a verb: the audit's own, and what actions call on the way to it.
WRITERS = {"announce", "record", "Act", "_record", "_move", "_show", "_say"}
# Of these the verb is put together from the kind of the event.
PUT_TOGETHER = {
    "case.assigned", "case.confirmed", "case.dismissed", "case.given_back", "case.noted", "case.reopened",
    "case.snoozed", "appeal.uphold", "appeal.reject",
}  # fmt: skip


def _verbs():
    found = set(PUT_TOGETHER)
    for path in modules().values():
        for node in ast.walk(ast.parse(text_of(path) or "")):
            if isinstance(node, ast.Call) and _name(node.func) in WRITERS:
                given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "verb")]
                found |= {
                    one.value
                    for one in given
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and VERB.match(one.value)
                }
    return found


def _name(called):
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_every_verb_has_a_sentence():
    verbs = _verbs()
    assert len(verbs) > 50
    assert verbs - audit_words.SENTENCES.keys() == set()


class _Anything(dict):
    def __missing__(self, name):
        return "something"


@pytest.mark.parametrize("verb", sorted(audit_words.SENTENCES))
def test_every_sentence_can_be_filled(verb):
    told = str(audit_words.SENTENCES[verb] % _Anything(people=3))
    assert told[0].isupper() or told.startswith("something")
    assert told.endswith(".")
