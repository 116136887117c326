"""Whom or what a team takes in: nothing once it has a closing day."""

from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal
from recognition.models import Team


def require_open(team: Team | None, *, field: str) -> None:
    """Refuses a team that has a closing day, past or to come: it was empty when it got that day, and stays so.

    Its row is locked, so that it is not closed meanwhile. Call it within the transaction that puts somebody in it.
    """
    if team is None:
        return
    now = Team.objects.select_for_update(no_key=True, of=("self",)).get(pk=team.pk)
    if now.closed_on is not None:
        raise refusal(
            _("%(team)s is closed, or will be soon: choose another team."), code="closed", field=field, team=now.name
        )
