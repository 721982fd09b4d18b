"""We Dare to Dream: two screenings in June 2024."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    call_to_action,
    callout,
    gallery,
    heading,
    image,
    key_figures,
    paragraph,
    partner,
    person,
    picture,
    related_pages,
    timeline,
    venue,
)


PAGE = SamplePage(
    path="refugee-week/2024/we-dare-to-dream",
    type="refugeeweek.EventStoryPage",
    title="We Dare to Dream",
    published=date(2024, 7, 1),
    fields={
        "introduction": (
            "Five athletes, two cities, one film: audiences in Belfast and London saw "
            "a documentary about refugees in top-level sport, and talked about what "
            "makes a home."
        ),
        "image": picture("we-dare-to-dream"),
        "event_format": "screening",
    },
    rows={
        "occurrences": [
            {"start_date": date(2024, 6, 18), "venue": venue("ulster-university")},
            {"start_date": date(2024, 6, 21), "venue": venue("museum-of-home")},
        ],
        "partnerships": [
            {"partner": partner("action-for-sama"), "role": "partner"},
            {"partner": partner("ulster-university"), "role": "venue"},
            {"partner": partner("museum-of-home"), "role": "venue"},
        ],
        "contributors": [
            {
                "person": person("waad-al-kateab"),
                "role": "Online Q&A in Belfast, conversation in London",
            },
            {"person": person("ahmad-al-rashid"), "role": "Conversation in London"},
        ],
    },
    body=[
        heading("A film about wanting something"),
        paragraph(
            "Sport is a plain thing: a lane, a mat, a clock. The five athletes in "
            "<i>We Dare to Dream</i> want what every athlete wants, to compete with "
            "the best in the world. They have had to clear hurdles that no "
            "stadium sets up, for all five are refugees.",
            "IOM UK and Action for Sama brought the documentary to Refugee Week 2024 "
            "with a screening in each of two cities.",
        ),
        key_figures(
            ("5", "athletes in the film"),
            ("2", "screenings"),
            ("2", "cities: Belfast and London"),
        ),
        heading("Two dates"),
        timeline(
            (
                "18 June 2024",
                "Ulster University, Belfast",
                "The first screening. The director answered questions over a video "
                "link.",
            ),
            (
                "21 June 2024",
                "Museum of Home, London",
                "The second screening, with a conversation in the room.",
            ),
        ),
        image(
            "we-dare-to-dream-belfast",
            "Belfast: a lecture hall becomes a cinema. A drawing.",
        ),
        heading("Belfast: questions from afar", "h3"),
        paragraph(
            "In Belfast the screening led on to a virtual conversation: Waad "
            "Al-Kateab, who directed the film and holds an Emmy, took questions online.",
        ),
        heading("London: at home in a museum", "h3"),
        paragraph(
            "A museum that is all about home was a fitting place for the second date. "
            "After the film Waad Al-Kateab sat down with Ahmad Al-Rashid, who works "
            "for IOM UK. The talk was personal. What each of them said about home led "
            "on to larger things: to holding out, to hope, and to the way in which a "
            "community can carry its members.",
        ),
        gallery(
            ("we-dare-to-dream-museum", "London: a talk about home. A drawing."),
            ("we-dare-to-dream", "Running towards the light. A drawing."),
        ),
        callout(
            "The theme: Our Home",
            "Home may be a place. It may just as well be a dish, a tune, or a story "
            "that somebody tells for the hundredth time. Refugee Week 2024 set out "
            "to celebrate all of these.",
        ),
        related_pages("Read on", "refugee-week/2024", "refugee-week/2023/belongings"),
        call_to_action(
            "Bring people together",
            "take-action",
            "A film and an hour to talk afterwards can change how people see things.",
        ),
    ],
)
