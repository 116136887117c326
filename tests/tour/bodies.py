"""What is said at a door whose keeper reads the words before asking who speaks: JSON for the API, fields for pages.

Elsewhere a request without words tells open doors from closed ones well enough.
"""

REASON = "I looked at what both of them worked on in that month."

BODIES = {
    "recognition:hook": {"zen": "Whoever signs nothing is refused."},
    "api:assign-case": {"to": "the-reviewer"},
    "api:note-case": {"text": REASON},
    "api:confirm-case": {"reason": REASON},
    "api:dismiss-case": {"reason": REASON},
    "api:reopen-case": {"reason": REASON},
    "api:uphold-appeal": {"reason": REASON},
    "api:reject-appeal": {"reason": REASON},
    "api:judge-sample": {"verdict": "sound", "reason": REASON},
    "api:approve-award": {"reason": REASON},
    "api:return-award": {"reason": REASON},
    "api:freeze-award": {"reason": REASON},
    "api:unfreeze-award": {"reason": REASON},
    "api:snoozes": {"person": "chen", "code": "N02", "until": "2030-01-01T00:00:00Z", "reason": REASON},
    "api:verifications": {"outcome": {"source": "claim", "key": "c"}},
    "scoring:drills": {"kinds": "ring", "seed": "1"},
    "scoring:sources": {"name": "Gateway", "days": "30"},
    "scoring:audit_judge": {"verdict": "sound", "reason": REASON},
    "scoring:case_rule": {"act": "note", "reason": REASON},
    "scoring:appeal_decide": {"act": "reject", "decision": "reject", "reason": REASON},
    "recognition:source": {"name": "June"},
    "recognition:team_follow": {"act": "follow"},
    "recognition:outcome_leave": {"act": "pass"},
    "recognition:office_team": {"name": "Platform"},
    "recognition:office_endpoint": {"events": "award.given"},
    "recognition:panel_entry": {"act": "approve", "decision": "approve", "reason": REASON},
}
