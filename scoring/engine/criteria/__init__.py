"""The criteria language: rules as data, checked when read."""
