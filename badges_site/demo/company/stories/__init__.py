"""The cast: one small file for each person, or group, that the demo tells something about."""

from __future__ import annotations

from badges_site.demo.company.stories import (
    admirers,
    bridge,
    leaning_manager,
    maintainer,
    many_tokens,
    newcomer,
    offices,
    panel_nominee,
    quiet_hero,
    taken_back,
)
from badges_site.demo.company.stories.story import Story

STORIES: tuple[Story, ...] = (
    quiet_hero.STORY,
    newcomer.STORY,
    bridge.STORY,
    admirers.STORY,
    leaning_manager.STORY,
    many_tokens.STORY,
    maintainer.STORY,
    taken_back.STORY,
    panel_nominee.STORY,
    *offices.STORIES,
)
