"""Signing in: what the company says is believed only where it is signed, for us, and asked for."""
