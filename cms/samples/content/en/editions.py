"""The index of editions and the editions from 2017 to 2024.

Themes stand only where our sources give them. The days of the week are not known for
any year, so no edition has dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cms.samples.notation import (
    Block,
    SamplePage,
    call_to_action,
    callout,
    heading,
    paragraph,
    partners,
    picture,
    related_pages,
)


INDEX = SamplePage(
    path="refugee-week",
    type="refugeeweek.EditionIndexPage",
    title="Refugee Week",
    published=date(2017, 5, 2),
    fields={
        "introduction": (
            "Each June, around World Refugee Day, Refugee Week honours what refugees "
            "and migrants give to this country. Here is what IOM UK has done in it, "
            "year by year."
        ),
    },
    body=[
        heading("A week around 20 June"),
        paragraph(
            "Refugee Week is a festival of arts, culture and learning. It takes place "
            "all over the United Kingdom, and by now in many other countries, in the "
            "week in which World Refugee Day falls. It sets first-hand stories "
            "against the harsh tone of much that is said about immigration.",
            "IOM UK takes part with events of its own. They are about living together: "
            "newcomers and long-time residents doing something that both enjoy, and "
            "getting to know each other on the way.",
        ),
        callout(
            "What these pages tell",
            "They tell what our records show. Where a theme, a day or a place is not "
            "on record, we leave it open.",
        ),
    ],
)


def edition(
    year: int, introduction: str, body: Sequence[Block], theme: str = ""
) -> SamplePage:
    """Write down one year's Refugee Week."""
    return SamplePage(
        path=f"refugee-week/{year}",
        type="refugeeweek.EditionPage",
        title=f"Refugee Week {year}",
        published=date(year, 6, 1),
        fields={
            "year": year,
            "theme": theme,
            "introduction": introduction,
            "hero_image": picture(f"edition-{year}"),
        },
        body=body,
    )


EDITIONS = [
    edition(
        2017,
        "The year in which Singing Our Lives began: IOM UK and Together Productions "
        "bring refugees, migrants and British choirs into one concert for the first "
        "time.",
        [
            heading("A first concert"),
            paragraph(
                "What began in 2017 has lasted: Together Productions, IOM UK and "
                "their partners have made new music with hundreds of people. "
                "The story of the project stands here, with its first year.",
            ),
            related_pages("The story", "refugee-week/2017/singing-our-lives"),
        ],
    ),
    edition(
        2018,
        "Singing Our Lives, begun the year before, continues. Of other events that "
        "IOM UK held in this year's Refugee Week we have no record here.",
        [
            heading("A project in its second year"),
            paragraph(
                '<a href="page:refugee-week/2017/singing-our-lives">Singing Our '
                "Lives</a> went on bringing voices together. The theme of the "
                "year and its other events are not on record here, so this page stays "
                "short.",
            ),
        ],
    ),
    edition(
        2019,
        "A year that looks back with gratitude. In Bristol, IOM UK co-hosts a "
        "discussion about belonging with the Mayor and the Bristol Refugee Festival.",
        [
            heading("Looking back in order to go on"),
            paragraph(
                "The theme reminds us that the people who arrive now follow others, "
                "and that those others shaped the places we live in. IOM UK "
                "took the thought to Bristol, a city with many stories to tell.",
            ),
            partners(
                "Hosts in Bristol", "mayor-of-bristol", "bristol-refugee-festival"
            ),
            related_pages("The story", "refugee-week/2019/one-city-many-stories"),
        ],
        theme="You, me and those who came before",
    ),
    edition(
        2020,
        "A Refugee Week in the pandemic. There is no live concert; instead, people in "
        "every part of the world are invited into a music video.",
        [
            heading("Together, at a distance"),
            paragraph(
                "For the fourth year running IOM UK worked with Together "
                "Productions, this time with I Speak Music as well. The choir moved "
                "to the screen, and its door stood open to the whole world.",
            ),
            callout(
                "For journalists",
                'Read the <a href="page:press/refugee-week-2020-global-music-video">'
                "press release</a> about the video.",
            ),
            related_pages("The story", "refugee-week/2020/global-music-video"),
        ],
    ),
    edition(
        2021,
        "Singing Our Lives goes on into another year. Of other events that IOM UK "
        "held in this Refugee Week we have no record here.",
        [
            heading("What we know of 2021"),
            paragraph(
                '<a href="page:refugee-week/2017/singing-our-lives">Singing Our '
                "Lives</a> has run since 2017. Beyond that, neither the theme of "
                "2021 nor its events are on record here, and we would rather say so "
                "than guess.",
            ),
        ],
    ),
    edition(
        2022,
        "Two events about the strength to begin again: a library of living stories "
        "and a concert with nearly 500 people.",
        [
            heading("Listening and singing"),
            paragraph(
                "To heal is to find a way on. The year's first event gave people time "
                "to listen to one another; the second gave them a song to share. "
                "Both showed how quickly strangers become something else.",
            ),
            related_pages(
                "The stories",
                "refugee-week/2022/living-library",
                "refugee-week/2022/singing-our-lives-union-chapel",
            ),
        ],
        theme="Healing",
    ),
    edition(
        2023,
        "What do people carry when they must leave home? An exhibition at Asia House "
        "with Action for Sama gives a quiet answer.",
        [
            heading("Things that remember"),
            paragraph(
                "A pop-up exhibition, a performance by an artist, a film and a "
                "conversation, all on one day in June: this was IOM UK's part in "
                "Refugee Week 2023. The theme of the year is not on record here.",
            ),
            partners("Shown with", "action-for-sama", "asia-house"),
            related_pages("The story", "refugee-week/2023/belongings"),
        ],
    ),
    edition(
        2024,
        "Belfast and London see a documentary about five athletes who are refugees, "
        "and talk about all the things that home can mean.",
        [
            heading("Many ways of being at home"),
            paragraph(
                "A place, a meal, a melody, a tale told again: home has many forms, "
                "and Refugee Week 2024 celebrated them. IOM UK and Action for Sama "
                "did so with two screenings.",
            ),
            related_pages("The story", "refugee-week/2024/we-dare-to-dream"),
            call_to_action("Take part yourself", "take-action"),
        ],
        theme="Our Home",
    ),
]

PAGES = [INDEX, *EDITIONS]
