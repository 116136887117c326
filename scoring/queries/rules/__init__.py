"""Rules as their writers and readers see them."""
