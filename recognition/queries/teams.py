"""The tree of teams: the path to the top, what lies below, who is in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from recognition.folding import folded
from recognition.models import FollowedTeam, Person, Team
from recognition.models.people import still_stands
from recognition.queries.profiles import marks_prefetch

DEEPEST = 10  # levels of the path to the top; bounded, so that a circle in the data ends as well
MOST_ON_A_LEVEL = 100  # of the tree; who looks for another one searches
MOST_MANAGERS = 3  # shown of one team


def with_teams_below(team_ids: Collection[int]) -> RawSQL:
    """Ids of these teams and of all below them, for an `__in`: one recursive statement on either database."""
    table = Team._meta.db_table
    named = ", ".join(["%s"] * len(team_ids))
    return RawSQL(  # noqa: S611  # the names are of our own tables, the values are parameters
        f"WITH RECURSIVE below(id) AS (SELECT id FROM {table} WHERE id IN ({named}) UNION "  # noqa: S608
        f"SELECT team.id FROM {table} team JOIN below ON team.parent_id = below.id) SELECT id FROM below",
        list(team_ids),
    )


def path_to(team: Team) -> list[Team]:
    """The teams above, the topmost first. One query of self-joins."""
    joins = ["__".join(["parent"] * depth) for depth in range(1, DEEPEST + 1)]
    above = Team.objects.select_related(*joins).get(pk=team.pk).parent
    path: list[Team] = []
    while above is not None and len(path) < DEEPEST and above.pk not in {team.pk} | {one.pk for one in path}:
        path.append(above)
        above = above.parent if len(path) < DEEPEST else None
    return path[::-1]


@dataclass
class Node:
    """A team in the tree, with the numbers of people and of teams directly in it."""

    team: Team
    people: int
    teams: int
    branch: list[Node] = field(default_factory=list)  # the teams below, where the tree is open here

    @property
    def not_shown(self) -> int:
        """Teams in it that the open branch leaves out."""
        return self.teams - len(self.branch) if self.branch else 0


def level_below(parents: Collection[int | None], *, besides: Collection[int] = ()) -> dict[int | None, list[Node]]:
    """The teams that stand at present directly below each of `parents` (None: at the top), by name. Three queries.

    Of each parent the first hundred, and those of `besides`.
    """
    below = Q(parent__in=[pk for pk in parents if pk is not None])
    if None in parents:
        below |= Q(parent=None)
    place = Window(RowNumber(), partition_by="parent", order_by=["name", "key"])
    ids = [
        pk
        for pk, number in Team.objects.filter(below, still_stands()).order_by().values_list("pk", place)
        if number <= MOST_ON_A_LEVEL or pk in besides
    ]
    inside = Count("children", filter=still_stands("children__"))
    teams = list(Team.objects.filter(pk__in=ids).annotate(inside=inside).order_by("name", "key"))
    people = people_in(teams)
    levels: dict[int | None, list[Node]] = defaultdict(list)
    for team in teams:
        levels[team.parent_id].append(Node(team, people[team.pk], team.inside))
    return levels


def tree(at: Team | None = None) -> list[Node]:
    """From the top, opened down to `at`; a lone top is open. At most seven queries, however deep."""
    path = [*path_to(at), at] if at is not None else []
    opened = [team.pk for team in path]
    levels = level_below([None, *opened], besides=opened)
    top = levels[None]
    if len(top) == 1 and not path:
        levels |= level_below([top[0].team.pk])
    for nodes in list(levels.values()):
        for node in nodes:
            node.branch = levels.get(node.team.pk, [])
    return top


def people_in(teams: Iterable[Team]) -> Counter[int]:
    """How many work directly in each. One query."""
    working = Person.objects.active().human().filter(team__in=list(teams))
    return Counter(working.order_by().values_list("team_id", flat=True))


def called(text: str, *, inside: Team | None = None) -> list[int]:
    """Ids of teams of today whose name holds every word of `text`, by name; of those directly in `inside`, if given.

    The names are read whole: teams are few beside people.
    """
    teams = Team.objects.filter(still_stands()).order_by("name", "key")
    names = (teams if inside is None else teams.filter(parent=inside)).values_list("pk", "name")
    words = folded(text).split()
    return [pk for pk, name in names if all(word in folded(name) for word in words)]


def shown(ids: Sequence[int]) -> list[Team]:
    """In the order of `ids`, with the team above each. One query."""
    teams = Team.objects.select_related("parent").in_bulk(ids)
    return [teams[pk] for pk in ids if pk in teams]


def members_shown(team: Team) -> QuerySet[Person]:
    """Who is directly in the team, by name, with the marks beside the names."""
    return (
        Person.objects.active()
        .human()
        .filter(team=team)
        .select_related("team")
        .prefetch_related(marks_prefetch())
        .order_by("display_name", "key")
    )


def managers_of(team: Team) -> list[Person]:
    """To whom the members report, who leads most of them first. The directory names no head of a team."""
    working = Person.objects.active().human().filter(team=team, manager__isnull=False)
    lead = Counter(working.order_by().values_list("manager_id", flat=True))
    first = sorted(lead, key=lambda pk: (-lead[pk], pk))[:MOST_MANAGERS]
    people = Person.objects.active().select_related("team").prefetch_related(marks_prefetch()).in_bulk(first)
    return [people[pk] for pk in first if pk in people]


def followed_by(person: Person) -> list[Team]:
    """By name. One query."""
    follows = FollowedTeam.objects.filter(person=person).select_related("team")
    return [follow.team for follow in follows]
