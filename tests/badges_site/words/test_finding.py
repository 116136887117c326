import pytest

from badges_site.words.finding import messages_of_the_code
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.detectors import DETECTORS
from scoring.engine.discounts import DISCOUNTS, OF_VERIFICATIONS_GIVEN


@pytest.fixture(scope="module")
def messages():
    return messages_of_the_code()


def test_it_finds_the_messages_of_python(messages):
    found = messages.get("Only a person can do this, not the system.")
    assert found is not None
    assert [path for path, _ in found.locations] == ["recognition/actions/actors.py"]


def test_it_finds_the_messages_of_templates_with_their_places(messages):
    assert messages.get("Sign out") is not None
    plural = next(message for message in messages if message.pluralizable and message.id[0] == "%(n)s more reason")
    assert plural.id == ("%(n)s more reason", "%(n)s more reasons")


def test_it_leaves_out_what_is_said_in_a_terminal(messages):
    folders = {part for message in messages for path, _ in message.locations for part in path.split("/")}
    assert not folders & {"management", "bench", "migrations", "tests"}


def test_it_finds_every_sentence_that_the_judge_can_say(messages):
    """They are built in several ways; one that is not found would stay English without a word."""
    said = {words for one in DISCOUNTS.values() for words in (one.sentence, one.lifts, one.because) if words}
    said |= {words for one in OF_VERIFICATIONS_GIVEN.values() for words in (one.sentence, one.lifts) if words}
    said |= {sentence for one in DETECTORS.values() for sentence in (one.sentence, one.sentence_of_use) if sentence}
    for kind in KINDS.values():
        said |= {kind.help, *(parameter.help for parameter in kind.parameters)}
        for phrases in (kind.asks, kind.steps, kind.counts_as, kind.achieved):
            said |= {phrase.one or phrase.other for phrase in phrases.values()}
    assert {sentence for sentence in said if messages.get(sentence) is None} == set()


def test_it_finds_what_the_judge_says_of_one_and_of_many(messages):
    for kind in KINDS.values():
        for phrases in (kind.asks, kind.achieved):
            for phrase in phrases.values():
                if phrase.one:
                    assert messages.get(phrase.one).id == (phrase.one, phrase.other)
