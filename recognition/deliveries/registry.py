"""The sources this house listens to: one line each."""

from recognition.deliveries.contract import Source
from recognition.sources.cdevents.source import CDEvents
from recognition.sources.github.source import GitHub
from recognition.sources.gitlab.source import GitLab
from recognition.sources.jira.source import Jira
from recognition.sources.pagerduty.source import PagerDuty

_ALL: tuple[Source, ...] = (
    GitHub(),
    GitLab(),
    Jira(),
    PagerDuty(),
    CDEvents(),
)  # fmt: skip
SOURCES: dict[str, Source] = {source.name: source for source in _ALL}
