"""Why a case comes where it does: the words of each sign of the combined score. They name nobody."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, gettext_noop

# The score reads pairs: what a circle of five does together can stand out while each pair of them does not.
EVERYDAY = gettext_noop(
    "pair by pair it looks much like everyday recognition; what stands out is what was seen together"
)
WORDS = {
    "concentration": gettext_noop("most of what somebody gives goes to one person"),
    "return": gettext_noop("recognition came back from somebody with whom there was no exchange before"),
    "cycle": gettext_noop("it leads back to its giver over people who had not exchanged before"),
    "thin": gettext_noop("people who recognised nobody before give to one person only"),
    "surge": gettext_noop("a team spoke within four days"),
    "no_ground": gettext_noop("the people work in different areas"),
    "apart": gettext_noop("the people work in different areas"),
    "narrow": gettext_noop("it comes from people who seldom recognised anybody before"),
    "habit": gettext_noop("its giver mostly recognises people with whom there was no exchange before"),
    "often": gettext_noop("it came again and again between people who had not exchanged before"),
    "sudden": gettext_noop("a team spoke within four days"),
    "echo": gettext_noop("several texts are nearly the same"),
    "voices": gettext_noop("several recognitions of this kind came within six weeks"),
    "receiver": gettext_noop("much of what this person received looks alike"),
    "returned": gettext_noop("it was returned"),
    "received": gettext_noop("the givers are recognised in the same way"),
    "tied": gettext_noop("the supporters recognise each other too"),
    "round": gettext_noop("three people pass recognition round"),
    "circle": gettext_noop("a few people pass recognition round"),
    "together": gettext_noop("several recognitions of this kind hang together"),
}
BETWEEN = "; "


def written(signs: Iterable[str], most: int) -> str:
    """The reasons of so many signs, each once, as a case keeps them."""
    return BETWEEN.join(list(dict.fromkeys(WORDS[sign] for sign in signs))[:most])


def retold(why: str) -> str:
    """What a case keeps, in the language of whoever reads."""
    if why == EVERYDAY:
        return gettext(EVERYDAY)
    return BETWEEN.join(gettext(reason) for reason in why.split(BETWEEN))
