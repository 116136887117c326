"""Forms of the office: what program admins write."""
