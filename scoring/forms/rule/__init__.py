"""The rule editor's form: built from the kinds of criteria, and never losing what was typed."""
