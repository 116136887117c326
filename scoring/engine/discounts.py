"""Every reason code in plain words: why something counts less, and what would lift it.

One place for all codes of `codes.py`; they are messages, looked up by `words_of` where they are said. No word here
blames anybody, and none says what another person did beyond the fact that the reader can see anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.engine.language import gettext, gettext_noop


@dataclass(frozen=True)
class DiscountWords:
    sentence: str  # why it counts less
    lifts: str  # what would lift it; "" where nothing would
    because: str = ""  # the reason as the end of a sentence, for a measure that is told as a whole


DISCOUNTS: dict[str, DiscountWords] = {
    "attention": DiscountWords(
        gettext_noop(
            "The giver recognised many people in that quarter, so each of them gets a share of the attention."
        ),
        gettext_noop("Words from other colleagues count beside it."),
    ),
    "repeat": DiscountWords(
        gettext_noop("The giver has recognised this person in earlier quarters; each repeat adds a little less."),
        gettext_noop("A word from someone who has not spoken yet counts in full."),
    ),
    "reciprocity": DiscountWords(
        gettext_noop("The two have recognised each other in earlier quarters, so this word is read a little softer."),
        gettext_noop("A word from someone else counts in full. Returning a thank-you is fine."),
    ),
    "same_team": DiscountWords(
        gettext_noop("A word from the own team counts half."),
        gettext_noop("A word from another team counts in full."),
    ),
    "to_manager": DiscountWords(
        gettext_noop("A word for one's own manager counts a quarter."),
        gettext_noop("A word from someone outside the own line counts in full."),
    ),
    "manager_word": DiscountWords(
        gettext_noop(
            "The manager's word is read apart, as a manager's statement, and not as recognition by colleagues."
        ),
        gettext_noop("Words from colleagues count here."),
    ),
    "finding": DiscountWords(
        gettext_noop("A pattern around this fact is being looked at, so it counts less until a person has decided."),
        gettext_noop("A reviewer's decision, or an appeal, restores it."),
    ),
    "N02": DiscountWords(
        gettext_noop(
            "It is part of a small circle in which far more recognition passes around than between other colleagues, "
            "so it counts less until a person has looked."
        ),
        gettext_noop("A reviewer's decision, or an appeal, restores it; words from outside the circle count in full."),
    ),
    "N03": DiscountWords(
        gettext_noop(
            "It is part of a group that recognises mostly itself, so it counts less until a person has looked."
        ),
        gettext_noop("A reviewer's decision, or an appeal, restores it; words from outside the group count in full."),
    ),
    "N04": DiscountWords(
        gettext_noop("Many words came from one team within a few days, so they wait a week."),
        gettext_noop("This comes by itself with time."),
    ),
    "N06": DiscountWords(
        gettext_noop(
            "It comes from an account of which nothing else is known here yet, as most of the words for this person do."
        ),
        gettext_noop(
            "It counts in full once the giver has recognised others, was recognised, or shared in work that is known "
            "here."
        ),
    ),
    "N07": DiscountWords(
        gettext_noop("The text is too short or nearly equals others, so it counts half."),
        gettext_noop("A concrete sentence in the giver's own words makes it count in full."),
    ),
    "U01": DiscountWords(
        gettext_noop("The requests of these weeks came as evenly as from a machine, so the weeks do not count."),
        gettext_noop(
            "An appeal that is upheld restores them. A batch job is declared before it runs; its tool is then left out."
        ),
        gettext_noop("the requests came as evenly as from a machine"),
    ),
    "U02": DiscountWords(
        gettext_noop("Most requests of these weeks were the same again, so the weeks count half."),
        gettext_noop(
            "An appeal that is upheld restores them. A batch job is declared before it runs; its tool is then left out."
        ),
        gettext_noop("most requests were the same again"),
    ),
    "U03": DiscountWords(
        gettext_noop(
            "In these weeks much more was written than the time in which you were active explains, so they count half."
        ),
        gettext_noop(
            "An appeal that is upheld restores them. A batch job is declared before it runs; its tool is then left out."
        ),
        gettext_noop("much more was written than the time in which you were active explains"),
    ),
    "U04": DiscountWords(
        gettext_noop(
            "In these weeks much more was used than before, and finished work did not grow with it, so they do not "
            "count."
        ),
        gettext_noop(
            "Finished work that belongs to these weeks and is verified, also later, makes them count; so does an "
            "appeal that is upheld."
        ),
        gettext_noop("much more was used than before, and finished work did not grow with it"),
    ),
    "open_week": DiscountWords(
        gettext_noop("This week is not over yet; it counts once it is."),
        gettext_noop("This comes by itself with time."),
        gettext_noop("this week is not over yet"),
    ),
    "O02": DiscountWords(
        gettext_noop(
            "The two verify each other's work, or one verifies mostly the other's, unusually often or fast, so this "
            "verification counts half."
        ),
        gettext_noop("A verification by somebody else makes it count in full."),
    ),
    "tied_voices": DiscountWords(
        gettext_noop(
            "People who keep nominating each other count as one voice for a third person; one of them counts in full."
        ),
        gettext_noop("A word from somebody outside that circle counts in full."),
    ),
    "cap": DiscountWords(
        gettext_noop("Each further voice from the same team adds less."),
        gettext_noop("A voice from another team adds more."),
    ),
    "other_role": DiscountWords(
        gettext_noop(
            "This colleague is read in their other role for this badge: nobody both speaks for a person and verifies "
            "the work behind it."
        ),
        gettext_noop("A second colleague in either role makes room for both."),
    ),
    "own_word": DiscountWords(
        gettext_noop("It comes from the person it is about, or from somebody who did that work themselves."),
        gettext_noop("A word from somebody else counts."),
    ),
    "automated": DiscountWords(
        gettext_noop("It comes from or concerns an automated account, and only people's words count."),
        gettext_noop("A word from a person counts."),
    ),
    "withdrawn": DiscountWords(gettext_noop("It was withdrawn by who gave it."), ""),
    "unverified": DiscountWords(
        gettext_noop("Nobody independent has verified it yet."),
        gettext_noop("A verification by a colleague who did not work on it makes it count."),
    ),
    "source_only": DiscountWords(
        gettext_noop("Only the source itself vouches for it, so it counts half."),
        gettext_noop("A verification by a colleague who did not work on it makes it count in full."),
    ),
    "pair_fades": DiscountWords(
        gettext_noop(
            "The same two people have verified each other's work often in the past year, so each further time adds "
            "less."
        ),
        gettext_noop("A verification by somebody else counts more."),
    ),
    "settling": DiscountWords(
        gettext_noop("It is still settling; it counts in full once it has held for thirty days."),
        gettext_noop("This comes by itself with time."),
    ),
    "reversed": DiscountWords(
        gettext_noop("It was taken back later, so it no longer counts."),
        gettext_noop("Landing it again counts once more, as the same piece of work."),
    ),
    "co_authored": DiscountWords(
        gettext_noop("It was done together, so its size is shared among those who did it."), ""
    ),
    "shared_root": DiscountWords(
        gettext_noop("It is part of one piece of work with others, and they are counted together."),
        gettext_noop("A separate piece of work counts on its own."),
    ),
    "empty": DiscountWords(gettext_noop("It has no size, so there is nothing to count."), ""),
}

# Where the reader is the one who gave: `verifications_given`. Other codes say the same on both sides.
OF_VERIFICATIONS_GIVEN: dict[str, DiscountWords] = {
    "repeat": DiscountWords(
        gettext_noop("You have verified this colleague's work in earlier quarters; each repeat adds a little less."),
        gettext_noop("Verifying the work of somebody you have not verified yet counts in full."),
    ),
    "reciprocity": DiscountWords(
        gettext_noop("You two have verified each other's work in earlier quarters, so this is read a little softer."),
        gettext_noop("Verifying somebody else's work counts in full. Verifying each other's work is fine."),
    ),
    "cap": DiscountWords(
        gettext_noop("Each further colleague from the same team whose work you verify adds less."),
        gettext_noop("Verifying work from another team adds more."),
    ),
    "own_word": DiscountWords(
        gettext_noop("You did this work yourself, alone or with others."),
        gettext_noop("Verifying work that you had no part in counts."),
    ),
    "automated": DiscountWords(
        gettext_noop("The work is that of an automated account, and only people's work counts."),
        gettext_noop("Verifying a colleague's work counts."),
    ),
    "reversed": DiscountWords(
        gettext_noop("The work that you verified was taken back later, so verifying it no longer counts."),
        gettext_noop("Verifying it when it lands again counts once more."),
    ),
    "settling": DiscountWords(
        gettext_noop(
            "The work that you verified is still settling; verifying it counts once the work has held for thirty days."
        ),
        gettext_noop("This comes by itself with time."),
    ),
}


def words_of(code: str, kind_name: str) -> DiscountWords:
    """For the person who reads about themselves, in their language. `kind_name`: the criterion that counted the fact
    less."""
    given = OF_VERIFICATIONS_GIVEN.get(code) if kind_name == "verifications_given" else None
    words = given or DISCOUNTS[code]
    return DiscountWords(gettext(words.sentence), gettext(words.lifts), gettext(words.because))
