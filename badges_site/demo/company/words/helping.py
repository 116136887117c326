"""Reasons about people who carry others: mentors, welcomers, bridges, the quiet ones."""

from __future__ import annotations

from badges_site.demo.company.words.phrases import Theme

MENTOR = Theme(
    did=(
        "{first} sat with our two apprentices every Tuesday until they could change {thing} alone.",
        "{first} walked me through {thing} line by line and never once took over the keyboard.",
        "When I froze in my first customer call, {first} stayed on the line and let me finish it myself.",
        "{first} turned my first review of {thing} into the best lesson I have had here.",
        "{first} ran {n} short sessions about {thing} for anyone in {team} who wanted to come.",
        "I asked {first} a small question about {thing} and got a drawing, an example and a follow-up the next day.",
        "{first} let me lead the call with {place} and gave me notes afterwards instead of corrections during it.",
        "{first} paired with a colleague returning from parental leave until {thing} felt familiar again.",
    ),
    how=(
        "They ask what you tried before they say anything.",
        "No question was too small, and none was answered twice in the same way.",
        "They wrote down what we found, so the next person starts further ahead.",
        "They had a deadline of their own that week.",
        "They admit when they do not know and look it up with you.",
        "It took patience: I asked the same thing {n} times.",
        "They noticed who had gone quiet and asked them first.",
        "They gave away the interesting part and kept the tedious one.",
    ),
    changed=(
        "Since then I answer those questions for others.",
        "Both apprentices are on the rota now.",
        "{team} no longer waits for one person when {thing} breaks.",
        "I stayed in this job because of that week.",
        "My second change went through without a single remark.",
        "We use the same way of explaining it with every newcomer now.",
        "I would not have dared to take the {place} case otherwise.",
        "Three of us could cover for {first} in the summer.",
    ),
)
WELCOME = Theme(
    did=(
        "{first} met every newcomer at the door in {place} and had lunch with them on day three.",
        "{first} made a map of who knows what about {thing} and gives it to everybody who starts.",
        "My laptop was late and {first} lent me theirs for the training in {place}.",
        "{first} rewrote our joiner checklist after asking {n} newcomers what had been missing.",
        "{first} introduced me to people in five teams before my first month was over.",
        "{first} moved the weekly call so that colleagues in {place} no longer join at midnight.",
    ),
    how=(
        "Nobody had asked for it.",
        "It is not part of the job description.",
        "They remember the names of everybody's children too.",
        "They checked in again after two weeks, and after six.",
        "They explain our abbreviations before anybody has to ask.",
        "It took them {n} evenings.",
    ),
    changed=(
        "I felt at home in a week.",
        "Newcomers ship something in their first fortnight now.",
        "Nobody eats alone on the first day any more.",
        "The {place} colleagues come to the call again.",
        "We stopped losing people in the first three months.",
        "It is the first thing I tell candidates about.",
    ),
)
BRIDGE = Theme(
    did=(
        "{first} noticed that we and {team} were building the same thing around {thing} and got us into one room.",
        "{first} brought a care colleague from {place} to our planning and translated both ways.",
        "{first} came to our retrospective uninvited and most welcome, and explained what {thing} needs from us.",
        "The fight over {thing} ended when {first} drew both timelines on one page.",
        "{first} connected our installers in {place} with the people who write the software they install.",
        "{first} knew exactly whom in {team} to ask, and asked for all of us.",
        "{first} took {n} of us to the quay in {place}, so that we saw {thing} with a queue behind it.",
    ),
    how=(
        "They carried the argument of each side better than the sides did.",
        "They spoke to everyone alone first.",
        "No meeting was longer than half an hour.",
        "They wrote the summary that both teams could sign.",
        "They speak engineer, accountant and captain.",
        "They kept asking who was missing from the room.",
    ),
    changed=(
        "We threw away {n} weeks of double work, gladly.",
        "Care and engineering share one list now.",
        "The people in {place} call us directly since then.",
        "{Thing} was ready on the agreed day, for the first time.",
        "I have friends in {team} now, and fewer tickets.",
        "We found the error in an hour that had been passed around for a month.",
    ),
)
QUIET = Theme(
    did=(
        "{first} closes the loose ends around {thing} that nobody else sees.",
        "Every Monday the queue for {thing} is sorted, and it took me a year to find out that it is {first}.",
        "{first} answered the same question from {place} {n} times, kindly, and then wrote it down for good.",
        "{first} stayed until the last invoice of {place} matched, and told nobody.",
        "{first} fixed {thing} before anyone filed a ticket about it.",
        "{first} read all {n} pages of the old contract about {thing} so that we did not have to.",
    ),
    how=(
        "No announcement, no thank-you asked for.",
        "You only notice when they are on leave.",
        "They did it beside a full week of other work.",
        "I found out from a customer.",
        "They would rather I did not write this.",
        "It has been so for as long as I remember.",
    ),
    changed=(
        "The month end takes a day less.",
        "Nobody from {place} has had to call about it since.",
        "We all look better because of it.",
        "{team} has had no surprise there in a year.",
        "I stopped worrying about {thing}.",
        "That is what holds {team} together.",
    ),
)
