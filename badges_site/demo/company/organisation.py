"""The organisation tree of Ferrywell, four levels deep, and what each team works on."""

from __future__ import annotations

from badges_site.demo.company.model import TeamPlan

_ENGINEERS = "Software Engineer, Senior Software Engineer, Staff Engineer, Test Engineer, Junior Software Engineer"
_CARE = "Customer Care Specialist, Senior Care Specialist, Care Coordinator"
_SALES = "Account Manager, Sales Engineer, Senior Account Manager"


def _team(key: str, name: str, parent: str, size: int, work: str, titles: str, things: str) -> TeamPlan:
    """`titles` and `things` are lists separated by a comma and a space."""
    return TeamPlan(key, name, parent, size, work, tuple(titles.split(", ")), tuple(things.split(", ")))


def _group(key: str, name: str, parent: str | None) -> TeamPlan:
    return TeamPlan(key, name, parent)


TEAMS: tuple[TeamPlan, ...] = (
    _group("ferrywell", "Ferrywell", None),
    _group("engineering", "Engineering", "ferrywell"),
    _group("booking", "Booking", "engineering"),
    _team("passage-web", "Passage Web", "booking", 13, "code", _ENGINEERS,
          "the cabin picker, the sailing search, the group booking form, the fare calendar, the checkout page"),
    _team("passage-mobile", "Passage Mobile", "booking", 10, "code", _ENGINEERS,
          "the offline ticket, the boarding pass, push messages about delays, the Android widget, the deck map"),
    _team("payments", "Payments", "booking", 9, "code", _ENGINEERS,
          "refunds of split fares, the card terminal driver, the payout report, currency rounding, 3-D Secure"),
    _group("ports", "Ports", "engineering"),
    _team("berth", "Berth Planning", "ports", 11, "code", _ENGINEERS,
          "the berth optimiser, the tide window check, the tug roster, the quay timeline, late arrival handling"),
    _team("gangway", "Gangway", "ports", 10, "code", _ENGINEERS,
          "the gate scanner, the passenger count, the wristband printer, the vehicle lane board, the lost ticket flow"),
    _team("manifest", "Manifest", "ports", 9, "code", _ENGINEERS,
          "the customs export, dangerous goods codes, the cargo weight check, the manifest archive, the XML gateway"),
    _group("foundations", "Foundations", "engineering"),
    _team("platform", "Platform", "foundations", 10, "code", _ENGINEERS,
          "the message bus, the tenant database, the permission service, the feature switchboard, the job scheduler"),
    _team("delivery-tools", "Delivery Tools", "foundations", 7, "code", _ENGINEERS,
          "the build cache, the release train, the test runner, the container base image, the flaky test list"),
    _team("reliability", "Reliability", "foundations", 8, "operations",
          "Site Reliability Engineer, Senior Site Reliability Engineer",
          "the alert rules, the failover drill, the capacity forecast, the on-call handbook, the status page"),
    _team("security", "Security", "foundations", 6, "operations", "Security Engineer, Senior Security Engineer",
          "the key rotation, the access review, the dependency scan, the phishing drill, the audit export"),
    _group("data", "Data", "ferrywell"),
    _team("data-platform", "Data Platform", "data", 9, "code", "Data Engineer, Senior Data Engineer",
          "the sailing events table, the nightly load, the schema registry, the retention job, the lineage map"),
    _team("forecasting", "Forecasting", "data", 8, "code", "Data Scientist, Senior Data Scientist",
          "the demand model, the no-show estimate, the weather feature, the holiday calendar, the backtest"),
    _team("analytics", "Analytics", "data", 7, "papers", "Analyst, Senior Analyst",
          "the weekly occupancy report, the route margin study, the refund dashboard, the port dwell-time figures"),
    _group("design", "Design", "ferrywell"),
    _team("product-design", "Product Design", "design", 9, "papers", "Product Designer, Senior Product Designer",
          "the new seat map, the colour contrast guide, the kiosk flow, the form components, the dark theme"),
    _team("research", "User Research", "design", 6, "papers", "User Researcher, Senior User Researcher",
          "the quay interviews, the crew diary study, the screen reader sessions, the truck driver survey"),
    _team("content", "Content", "design", 5, "papers", "Content Designer, Technical Writer",
          "the refund wording, the safety notices, the harbour glossary, the translated help pages"),
    _group("care", "Customer Care", "ferrywell"),
    _team("care-europe", "Care Europe", "care", 16, "cases", _CARE,
          "the Hirtshals line, the Dover freight desk, the Aegean island pass, the Baltic cruise ferries"),
    _team("care-americas", "Care Americas", "care", 12, "cases", _CARE,
          "the Puget Sound commuters, the Chiloé crossing, the Nova Scotia line, the Pacific coast cargo desk"),
    _team("care-asia", "Care Asia Pacific", "care", 14, "cases", _CARE,
          "the Visayas routes, the Seto Inland Sea line, the Cook Strait ferries, the Batam fast boats"),
    _team("onboarding", "Onboarding", "care", 9, "cases", "Onboarding Manager, Training Specialist",
          "the Mombasa port launch, the Gdynia go-live, the crew training week, the data migration for Tirrenia"),
    _group("sales", "Sales and Marketing", "ferrywell"),
    _team("sales-lines", "Sales Ferry Lines", "sales", 11, "deals", _SALES,
          "the Hurtig tender, the three-line framework offer, the winter renewal round, the price book"),
    _team("sales-ports", "Sales Ports", "sales", 9, "deals", _SALES,
          "the Valparaíso pilot, the port authority tender, the berth demo, the reference visit in Aarhus"),
    _team("partners", "Partners", "sales", 6, "deals", "Partner Manager, Integration Consultant",
          "the rail connection partner, the scanner reseller, the hotel bundle, the certification programme"),
    _team("marketing", "Marketing", "sales", 8, "papers", "Marketing Manager, Event Manager, Editor",
          "the Interferry stand, the customer stories, the harbour newsletter, the sailing season campaign"),
    _group("business", "Business Services", "ferrywell"),
    _team("accounting", "Accounting", "business", 8, "tickets", "Accountant, Senior Accountant, Controller",
          "the quarter close, the VAT return for cabins, the intercompany ledger, the audit folder"),
    _team("billing", "Billing", "business", 7, "tickets", "Billing Specialist, Billing Analyst",
          "the disputed invoices, the per-passenger tariff, the dunning letters, the credit note queue"),
    _team("procurement", "Procurement", "business", 5, "tickets", "Buyer, Contract Manager",
          "the scanner hardware order, the cloud contract, the supplier scorecard, the travel policy"),
    _team("legal", "Legal", "business", 5, "tickets", "Counsel, Privacy Officer",
          "the passenger data agreement, the tender terms, the accessibility statement, the trade mark renewal"),
    _group("people", "People", "ferrywell"),
    _team("hiring", "Hiring", "people", 7, "tickets", "Recruiter, Hiring Coordinator",
          "the apprentice round, the interview training, the referral page, the structured score sheet"),
    _team("people-partners", "People Partners", "people", 6, "tickets", "People Partner, Learning Specialist",
          "the parental leave guide, the manager course, the pay review, the mentoring programme"),
    _team("workplace", "Workplace and IT", "people", 8, "tickets", "IT Support Engineer, Office Manager",
          "the laptop refresh, the meeting room panels, the joiner checklist, the badge readers"),
    _group("field", "Field Operations", "ferrywell"),
    _team("field-north", "Field North", "field", 9, "field", "Field Technician, Installation Lead",
          "the gate scanners in Bergen, the spare part van, the quay cabling in Gdańsk, the winter maintenance"),
    _team("field-south", "Field South", "field", 9, "field", "Field Technician, Installation Lead",
          "the kiosks in Mombasa, the antenna mast in Chiloé, the lane boards in İzmir, the monsoon checklist"),
)  # fmt: skip

LEAVES: tuple[TeamPlan, ...] = tuple(team for team in TEAMS if team.size)
