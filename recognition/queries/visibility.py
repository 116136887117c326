"""Who keeps something to themselves: what every list about others leaves out.

Few do. Each is a subquery over a partial index, so that a list of a million awards pays one small lookup.
"""

from django.db.models import QuerySet

from recognition.models import Preferences


def people_with_private_badges() -> QuerySet[Preferences, int]:
    """Ids of people whose badges nobody else sees."""
    return Preferences.objects.filter(shows_badges=False).values_list("person_id", flat=True)


def people_with_private_words() -> QuerySet[Preferences, int]:
    """Ids of people who keep to themselves what colleagues wrote to them."""
    return Preferences.objects.filter(shows_words=False).values_list("person_id", flat=True)
