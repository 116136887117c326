"""Titles of outcomes."""

from __future__ import annotations

import random

TITLES: dict[str, tuple[str, ...]] = {
    "change_merged": (
        "Retry {thing} when the harbour network drops",
        "Show {thing} in the local time of the port",
        "Keep {thing} usable on a slow phone",
        "Test {thing} with an empty sailing",
        "Remove the old path around {thing}",
        "Speed up {thing} for long timetables",
        "Fix a wrong total in {thing}",
        "Let {thing} survive a restart",
        "Log why {thing} was refused",
        "Split {thing} out of the nightly job",
        "Handle a cancelled crossing in {thing}",
        "Name the fields of {thing} as the crew does",
        "Read {thing} in one query",
        "Warn before {thing} overflows",
        "Make {thing} readable for a screen reader",
        "Accept winter timetables in {thing}",
        "Undo a double entry in {thing}",
        "Measure how often {thing} is used",
        "Translate the errors of {thing}",
        "Guard {thing} against a clock change",
    ),
    "change_reverted": ("Take back a change to {thing}",),
    "incident_resolved": (
        "{Thing} was down during the morning departures",
        "Duplicate bookings through {thing}",
        "{Thing} answered slowly on the August weekend",
        "Wrong gate shown because of {thing}",
        "{Thing} stopped after a certificate ran out",
        "Queue on the quay: {thing} without network",
    ),
    "ticket_closed": (
        "Clean up {thing} before the quarter ends",
        "Answer the open questions on {thing}",
        "Prepare {thing} for the audit",
        "Order what {thing} still needs",
        "Move {thing} to the new folder structure",
        "Check {thing} with the works council",
        "Agree dates for {thing}",
        "Replace the worn parts of {thing}",
        "Update {thing} after the price change",
        "Close the list of leftovers from {thing}",
    ),
    "service_deployed": (
        "Roll out {thing} to the Baltic lines",
        "Release {thing} to all ports",
        "Move {thing} to the new cluster",
        "Switch on {thing} for the pilot line",
    ),
    "document_published": (
        "How {thing} works, for newcomers",
        "What we learned from {thing}",
        "A checklist for {thing}",
        "{Thing}: the decision and the two we turned down",
        "Questions that customers ask about {thing}",
        "{Thing} in twelve pictures",
        "The week before {thing}, hour by hour",
        "A short guide to {thing}",
    ),
    "case_solved": (
        "Stranded coach group, {thing}",
        "Double charge on a family fare, {thing}",
        "Wheelchair space lost, {thing}",
        "Freight booking rejected twice, {thing}",
        "Refund after a storm day, {thing}",
        "Lost pet cabin, {thing}",
        "New timetable not loaded, {thing}",
        "Tariff question before renewal, {thing}",
        "School trip of ninety, {thing}",
        "Truck too long for the lane, {thing}",
    ),
}
# Sales closes cases too, of another kind.
DEALS = (
    "Open question on security answered, {thing}",
    "Price model explained to the board, {thing}",
    "Second round won, {thing}",
    "Contract renewed for three years, {thing}",
    "Demo with real sailings, {thing}",
    "Terms agreed with legal, {thing}",
    "References called and glad, {thing}",
    "Pilot signed off, {thing}",
)
# What heads of departments write about.
DOCUMENTS = ("the yearly plan", "the budget talks", "the quay visit", "the new team structure", "the safety week")


def title_of(rng: random.Random, kind: str, work: str, thing: str) -> str:
    titles = DEALS if (work, kind) == ("deals", "case_solved") else TITLES[kind]
    return rng.choice(titles).format(thing=thing, Thing=thing[0].upper() + thing[1:])
