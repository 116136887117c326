"""What is typed after /recognise, as Slack sends it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognition.chat.words import Said, read

TYPED = {
    "<@U02ABC|bo> thank you for the map": Said("U02ABC", "bo", "", "thank you for the map"),
    "<@U02ABC> thank you": Said("U02ABC", "", "", "thank you"),
    "@bo thank you": Said("", "bo", "", "thank you"),
    "bo.nakamura   thank you ": Said("", "bo.nakamura", "", "thank you"),
    "<mailto:bo@plaudit.example|bo@plaudit.example> thanks a lot": Said("", "bo@plaudit.example", "", "thanks a lot"),
    "bo@plaudit.example thanks a lot": Said("", "bo@plaudit.example", "", "thanks a lot"),
    '"Bo Nakamura" thank you': Said("", "Bo Nakamura", "", "thank you"),
    "“Bo Nakamura” thank you": Said("", "Bo Nakamura", "", "thank you"),
    "<@U1|bo> bridge-builder: brought us together": Said("U1", "bo", "bridge-builder", "brought us together"),
    "<@U1|bo> bridge-builder:": Said("U1", "bo", "bridge-builder", ""),
    "<@U1|bo> 10:30 was early, thank you": Said("U1", "bo", "", "10:30 was early, thank you"),
    "<@U1|bo> Bridge-Builder: yes": Said("U1", "bo", "", "Bridge-Builder: yes"),
    "<@U1|bo> x &lt; y &amp;&amp; &amp;lt; thanks": Said("U1", "bo", "", "x < y && &lt; thanks"),
    "<@U1|bo> see <https://docs.example/x|the guide> in <#C1|general> with <@U2|eve>": Said(
        "U1", "bo", "", "see the guide in #general with @eve"
    ),
}


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_it_reads(typed):
    assert read(typed) == TYPED[typed]


@pytest.mark.parametrize("typed", ["", "  ", "help", "/help", "HELP", "--help", "Hilfe", "?"], ids=range(8))
def test_a_cry_for_help_names_nobody(typed):
    assert read(typed) is None


@given(st.text() | st.text(alphabet='<>@#!|&;:"“U1 am', max_size=60))
def test_anything_can_be_typed(typed):
    said = read(typed)
    assert said is None or "\x00" not in said.words + said.name
