"""Symbols to begin with, and how to find others by a part of their name."""

from recognition.art.symbols import symbol_names

# What recognition is mostly about, each still clear at 16 px. In the order of the designer.
SUGGESTED = (
    "award", "trophy", "crown", "gem", "star", "sparkles", "heart", "hand-heart", "heart-handshake", "handshake",
    "sprout", "leaf", "tree-deciduous", "sun", "flame", "zap", "rocket", "plane", "anchor", "ship-wheel",
    "lighthouse", "compass", "map", "mountain", "waypoints", "key-round", "lock", "shield-check", "life-buoy",
    "hammer", "wrench", "puzzle", "lightbulb", "eye", "search-check", "check-check", "book-open",
    "graduation-cap", "pen-tool", "message-circle-heart", "headset", "music", "coffee", "cake",
)  # fmt: skip


def find_symbols(text: str, most: int) -> list[str]:
    """Names that have every word of `text`, those that begin with it first; without words the suggested ones."""
    words = text.casefold().replace(" ", "-").split("-")
    words = [word for word in words if word]
    if not words:
        return list(SUGGESTED[:most])
    found = [name for name in symbol_names() if all(word in name for word in words)]
    return sorted(found, key=lambda name: (not name.startswith(words[0]), len(name), name))[:most]
