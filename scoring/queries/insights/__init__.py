"""How recognition spreads through a company: about teams and groups, never about one person.

Groups of fewer than five people are not shown by themselves, and nothing is ordered by who has more.
"""
