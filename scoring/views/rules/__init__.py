"""Pages of rules: the shelf, one rule, the editor, and its way to being in force."""
