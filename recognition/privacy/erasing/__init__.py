"""Forgetting a person who has left, while what happened stays: who asks is in `recognition.actions.erasures`."""
