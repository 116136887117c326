"""PagerDuty's webhooks (v3): incidents resolved, and reopened."""
