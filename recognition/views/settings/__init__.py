"""A person's own: what they chose, where they are signed in, what opens the API, and all that is kept of them."""
