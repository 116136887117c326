"""Everything that pages say is said in German too."""

import pytest
from django.utils import translation

from badges_site.words.checking import problems
from badges_site.words.finding import messages_of_the_code
from badges_site.words.translations import language_of, read, translations

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def messages():
    return messages_of_the_code()


@pytest.mark.parametrize("po", translations(), ids=language_of)
def test_every_message_of_the_code_is_translated_with_its_places(po, messages):
    assert problems(messages, read(po)) == []


@pytest.mark.parametrize("po", translations(), ids=language_of)
def test_no_translation_speaks_of_what_the_code_no_longer_says(po, messages):
    known = {(message.id, message.context) for message in messages}
    assert [message.id for message in read(po) if (message.id, message.context) not in known] == []


def test_the_site_reads_the_compiled_words():
    with translation.override("de"):
        assert translation.gettext("Sign out") == "Abmelden"
    assert translation.gettext("Sign out") == "Sign out"
