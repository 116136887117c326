"""Jira's webhooks: tickets closed and reopened, customers' cases solved."""
