"""A small client in Python, on top of the generated one. Prints what the newest story is.

PYTHONPATH=<folder of the generated client> python stories.py https://…
"""

from __future__ import annotations

import sys

from partner_api import Client
from partner_api.api.stories import get_stories, list_stories
from partner_api.models import (
    EventStoryPage,
    ListStoriesLocale,
    ListStoriesResponse200,
)


client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
stories = list_stories.sync(client=client, locale=ListStoriesLocale.EN, limit=1)
assert isinstance(stories, ListStoriesResponse200), stories
story = get_stories.sync(client=client, id=stories.items[0].id)
assert isinstance(story, EventStoryPage), story
lines = [f"{stories.meta.total_count} stories, the newest: {story.title}"]
lines += [block.type_ for block in story.body]
sys.stdout.write("\n".join(lines))
