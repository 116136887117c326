"""Reasons about work itself: craft, calm, papers, customers, and kind criticism."""

from __future__ import annotations

from badges_site.demo.company.words.phrases import Theme

CRAFT = Theme(
    did=(
        "{first} took {thing} apart and put it together with half the code and all of the cases.",
        "{first} wrote the test for {thing} that we had been afraid to write.",
        "{Thing} used to need a restart every week until {first} found the leak.",
        "{first} replaced {thing} under load, in {n} small steps, and nobody in {place} noticed.",
        "{first} measured before changing anything about {thing}, and the slow part was not where we all thought.",
        "{first} deleted {n} settings of {thing} that nobody could explain.",
        "{first} built the small tool that checks {thing} before each sailing.",
    ),
    how=(
        "Every step could be undone.",
        "The commit messages read like a good letter.",
        "They threw away a finished version because the second was simpler.",
        "They asked the operators in {place} what they actually do with it.",
        "The edge cases are written down with the reason for each.",
        "It is plain, and it is right.",
    ),
    changed=(
        "It has not paged anyone since.",
        "A newcomer changed it in their first week.",
        "The night run ends {n} minutes earlier.",
        "We finally trust the figures from {place}.",
        "{team} copied the approach.",
        "The next feature on top of it took days, not weeks.",
    ),
)
CALM = Theme(
    did=(
        "{first} led the call when {thing} was down and {n} ships were boarding by paper.",
        "With the terminal in {place} full of people, {first} wrote one clear message every ten minutes.",
        "{first} found out that {thing} had been failing quietly since the night, and said so at once.",
        "{first} drove to {place} with the spare part instead of sending it.",
        "When both lines lost {thing}, {first} gave everybody one job and kept the list.",
        "{first} rolled {thing} back within {n} minutes and asked the questions afterwards.",
    ),
    how=(
        "No blame, no raised voice.",
        "They asked for help early.",
        "They sent people home to sleep, and meant it.",
        "They kept customer care in the picture from the first minute.",
        "They wrote the report the same evening, while we still remembered.",
        "They had practised exactly this in the drill.",
    ),
    changed=(
        "All sailings left within the hour.",
        "The port of {place} thanked us for the honesty.",
        "We have an alert for it now, and a page that says what to do.",
        "The next time it took {n} minutes.",
        "Nobody was afraid to tell what they had done wrong.",
        "Not one booking was lost.",
    ),
)
DOCS = Theme(
    did=(
        "{first} wrote the guide to {thing} that I have opened every week since.",
        "{first} turned {n} scattered notes about {thing} into one page with pictures.",
        "The report on {thing} by {first} is the first I read to the end.",
        "{first} rewrote the messages around {thing} so that passengers in {place} understand them.",
        "{first} keeps the page about {thing} true: each time something changes, it has changed there too.",
        "{first} wrote down why we decided against the other way for {thing}.",
    ),
    how=(
        "Short sentences, real examples.",
        "They tested it on somebody who had never seen {thing}.",
        "It says what we do not know, too.",
        "They asked {place} to read it aloud.",
        "It has the three mistakes everybody makes, in order.",
        "There is a date on every claim.",
    ),
    changed=(
        "Questions about it fell from {n} a week to almost none.",
        "The team in {place} did it alone, from the page.",
        "{team} settled the question without a meeting.",
        "We gave it to the customer as it was.",
        "I cite it in every second review.",
        "Auditors asked who had written it, to say thanks.",
    ),
)
CUSTOMER = Theme(
    did=(
        "{first} rebooked a school class of {n} in {place} while the quay was already closing.",
        "{first} called the harbour master in {place} at six in the morning, and the trucks got their lane.",
        "{first} told the customer in {place} the truth about {thing}, and kept the customer.",
        "{first} read {n} old cases about {thing} and found what they had in common.",
        "{first} sat beside the check-in desk in {place} for a day and came back with a list.",
        "An angry captain calls us and asks for {first}, and hangs up laughing.",
    ),
    how=(
        "They listened to the end before they offered anything.",
        "They promised only what they could keep.",
        "They answered in the customer's language.",
        "They followed up after the crossing, when it was no longer urgent.",
        "They explained the rule and bent nothing.",
        "They took the blame for what was ours.",
    ),
    changed=(
        "The line renewed for three years.",
        "The class made the crossing and sent a drawing.",
        "We changed {thing} because of that list.",
        "Refund cases of that kind are down by half.",
        "{place} recommends us to its neighbours now.",
        "The family wrote to thank us, by post.",
    ),
)
CRITIC = Theme(
    did=(
        "{first} told me that my draft about {thing} did not hold, and why, and what would.",
        "{first} asked the one question about {thing} that all of us had avoided.",
        "In the review of {thing}, {first} disagreed with the whole room, kindly, with figures from {place}.",
        "{first} found {n} gaps in my plan and praised the one idea worth keeping.",
        "{first} said no to {thing} and brought a smaller proposal along.",
        "{first} reviews as one reads a friend's letter: every remark on {thing} came with a reason.",
    ),
    how=(
        "It was said to me first, and alone.",
        "They had read everything, the annex too.",
        "There was not one word about me in it.",
        "They changed their own mind in the middle, aloud.",
        "They asked before they judged.",
        "The hardest sentence was also the kindest.",
    ),
    changed=(
        "The second version was the one that passed.",
        "It spared us a bad quarter.",
        "I ask for their opinion before anybody else's now.",
        "{team} argues better since then.",
        "We did not build it, and were right.",
        "The test in {place} proved the point.",
    ),
)
