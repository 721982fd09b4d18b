"""The home page."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    call_to_action,
    heading,
    key_figures,
    paragraph,
    picture,
    related_pages,
)


PAGE = SamplePage(
    path="",
    type="home.HomePage",
    title="Refugee Week at IOM UK",
    published=date(2017, 5, 1),
    fields={
        "introduction": (
            "Concerts, films, exhibitions and long conversations: every June IOM UK "
            "and its partners bring people together who might otherwise never meet."
        ),
        "hero_image": picture("home-hero"),
    },
    body=[
        heading("Why we take part"),
        paragraph(
            "People get to know one another when they do something together that they "
            "love. That is the idea behind all that IOM UK does in "
            '<a href="page:refugee-week">Refugee Week</a>: a song, a film or a '
            "question brings newcomers and neighbours into one room, and the rest "
            "follows.",
        ),
        key_figures(
            ("2017", "the first year of Singing Our Lives"),
            ("200+", "performers in the yearly concert"),
            ("Nearly 500", "people at one concert in 2022"),
        ),
        related_pages(
            "Three ways to meet",
            "refugee-week/2017/singing-our-lives",
            "refugee-week/2022/living-library",
            "refugee-week/2024/we-dare-to-dream",
        ),
        call_to_action(
            "Take action",
            "take-action",
            "Refugee Week is open to everybody, and you can help to make it.",
        ),
    ],
)
