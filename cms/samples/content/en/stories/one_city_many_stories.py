"""One City, Many Stories: Bristol, 2019. The day and the place are not known."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    bullets,
    call_to_action,
    callout,
    heading,
    image,
    paragraph,
    partner,
    picture,
    related_pages,
)


PAGE = SamplePage(
    path="refugee-week/2019/one-city-many-stories",
    type="refugeeweek.EventStoryPage",
    title="One City, Many Stories",
    published=date(2019, 7, 1),
    fields={
        "introduction": (
            "In Bristol, people who had moved to the city and people who had always "
            "lived there sat down together to talk about what it takes to feel that "
            "you belong."
        ),
        "image": picture("one-city-many-stories"),
        "event_format": "discussion",
    },
    rows={
        "partnerships": [
            {"partner": partner("mayor-of-bristol"), "role": "co_host"},
            {"partner": partner("bristol-refugee-festival"), "role": "co_host"},
        ],
    },
    body=[
        heading("A year about those who came first"),
        paragraph(
            "“You, me and those who came before” was the theme of Refugee Week in "
            "2019. It asks each of us to look back: almost every family, sooner or "
            "later, has somebody in it who arrived from elsewhere. A port city such "
            "as Bristol is a good place to put that question.",
            "IOM UK took it there together with two hosts who know the city well: the "
            "Bristol Refugee Festival and the Mayor of Bristol.",
        ),
        heading("A conversation, not a lecture"),
        paragraph(
            "The event was a discussion with a facilitator to guide it, and the "
            "people in the room were the programme: refugees, other migrants, and "
            "residents of long standing. They compared experiences, and said in "
            "their own words what inclusion and integration mean to them and to the "
            "place they share.",
        ),
        image(
            "one-city-many-stories",
            "A drawing of the idea: a circle in which every seat is a front seat.",
        ),
        heading("Two ways, not one"),
        paragraph(
            "IOM understands integration as movement from both sides. A newcomer "
            "learns how things are done; the neighbours, too, make space for habits, "
            "hopes and histories that were not there before. That takes more than "
            "good will. It takes occasions to meet.",
            "What such an occasion needs is simple:",
            bullets(
                "a place where everybody feels safe to speak;",
                "somebody to hold the thread of the talk;",
                "the patience to hear a story to its end.",
            ),
        ),
        callout(
            "What we do not know",
            "Our records tell of the hosts, the city and the year. They do not say on "
            "which day people met, where in Bristol, or how many came, so this page "
            "leaves that open.",
        ),
        related_pages(
            "More gatherings of this kind",
            "refugee-week/2019",
            "refugee-week/2022/living-library",
        ),
        call_to_action(
            "Start a conversation where you live",
            "take-action",
            "A circle of chairs and an open question are enough.",
        ),
    ],
)
