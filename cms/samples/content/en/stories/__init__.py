"""The seven event stories, in the order of their years."""

from __future__ import annotations

from cms.samples.content.en.stories import (
    belongings,
    global_music_video,
    living_library,
    one_city_many_stories,
    singing_our_lives,
    union_chapel,
    we_dare_to_dream,
)
from cms.samples.notation import SamplePage


PAGES: list[SamplePage] = [
    singing_our_lives.PAGE,
    one_city_many_stories.PAGE,
    global_music_video.PAGE,
    living_library.PAGE,
    union_chapel.PAGE,
    belongings.PAGE,
    we_dare_to_dream.PAGE,
]
