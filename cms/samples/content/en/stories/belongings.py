"""Belongings: London, 23 June 2023."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    bullets,
    call_to_action,
    callout,
    gallery,
    heading,
    paragraph,
    partner,
    person,
    picture,
    related_pages,
    timeline,
    venue,
)


PAGE = SamplePage(
    path="refugee-week/2023/belongings",
    type="refugeeweek.EventStoryPage",
    title="Belongings",
    published=date(2023, 7, 3),
    fields={
        "introduction": (
            "For one day, a pop-up exhibition in the heart of London showed the few "
            "things that families took along when they had to leave everything else. "
            "A film and a conversation followed."
        ),
        "image": picture("belongings"),
        "event_format": "exhibition",
    },
    rows={
        "occurrences": [
            {"start_date": date(2023, 6, 23), "venue": venue("asia-house")}
        ],
        "partnerships": [
            {"partner": partner("action-for-sama"), "role": "partner"},
            {"partner": partner("asia-house"), "role": "venue"},
        ],
        "contributors": [
            {"person": person("salem-al-atrash"), "role": "Performance art"},
            {"person": person("waad-al-kateab"), "role": "Question and answer session"},
            {
                "person": person("hamza-al-kateab"),
                "role": "Question and answer session",
            },
        ],
    },
    body=[
        heading("What would you take?"),
        paragraph(
            "The question has no good answer. There is an hour, or less, and one bag. "
            "What people choose in that hour is rarely what is worth most money.",
            "“Belongings” put such choices on show. On 23 June 2023 IOM UK and Action "
            "for Sama turned rooms at Asia House into a pop-up exhibition and opened "
            "the doors to everybody. Visitors saw objects that families had carried "
            "out of their homes. Plain as they were, they spoke of what was lost, of "
            "the will to go on, and of a life that an object can keep within reach.",
        ),
        gallery(
            ("belongings", "What fits into one suitcase? Drawn for this story."),
            ("belongings-calligraphy", "Brush strokes on banners, as we imagine them."),
        ),
        heading("An artist at work"),
        paragraph(
            "The exhibition was not only to be looked at. Salem al-Atrash, an artist "
            "from Syria who is known for calligraphy and illustration, performed "
            "there. His lettering became familiar on banners that people carried in "
            "peaceful protest, and on walls. At Asia House that art of the street met "
            "the quiet things that people bring along.",
        ),
        heading("A film, then questions"),
        paragraph(
            "The day closed with a screening of <i>For Sama</i>, the documentary that "
            "won an Emmy. Entry was free. Afterwards Dr Hamza Al-Kateab and Waad "
            "Al-Kateab took questions from the audience: she makes films, he is a "
            "doctor who works for human rights and for public health.",
        ),
        timeline(
            ("First", "The exhibition", "Objects with a history, open to all."),
            ("Then", "The screening", "<i>For Sama</i>, free of charge."),
            ("Last", "The conversation", "Questions to Waad and Hamza Al-Kateab."),
        ),
        callout(
            "Why things matter",
            "A statistic cannot be held in the hand. A key or a photograph can. "
            "Looking at one, a visitor does not ask how many, but who.",
        ),
        paragraph(
            "Objects are good at telling stories, for three reasons:",
            bullets(
                "objects need no translation;",
                "they let people tell as much, or as little, as they wish;",
                "they remind every visitor of something kept at home.",
            ),
        ),
        related_pages(
            "Read on", "refugee-week/2024/we-dare-to-dream", "refugee-week/2023"
        ),
        call_to_action(
            "See what you can do",
            "take-action",
            "Show a film or an object that matters to you, and talk about it.",
        ),
    ],
)
