"""Singing Our Lives at Union Chapel: 26 June 2022."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    call_to_action,
    callout,
    heading,
    image,
    key_figures,
    paragraph,
    partner,
    picture,
    programme,
    related_pages,
    venue,
)


PAGE = SamplePage(
    path="refugee-week/2022/singing-our-lives-union-chapel",
    type="refugeeweek.EventStoryPage",
    title="Singing Our Lives at Union Chapel",
    published=date(2022, 7, 5),
    fields={
        "introduction": (
            "Nearly 500 people came together for a concert of the Singing Our Lives "
            "project: refugees, people seeking asylum, and members of communities "
            "across the UK."
        ),
        "image": picture("union-chapel-2022"),
        "event_format": "concert",
        "programme": programme("singing-our-lives"),
    },
    rows={
        "occurrences": [
            {"start_date": date(2022, 6, 26), "venue": venue("union-chapel")}
        ],
        "partnerships": [
            {"partner": partner("together-productions"), "role": "partner"},
            {"partner": partner("union-chapel"), "role": "partner"},
        ],
    },
    body=[
        heading("The sound of nearly 500 people"),
        paragraph(
            "A choir of strangers has a sound of its own. On 26 June 2022 nearly 500 "
            "people made it together. Some had built a life in the United Kingdom "
            "after fleeing another country. Some were still asking for protection. "
            "Others had grown up around the corner. For one concert the difference "
            "mattered less than who had the next entry.",
            "IOM UK was there with Together Productions and Union Chapel. The concert "
            'was part of <a href="page:refugee-week/2017/singing-our-lives">Singing '
            "Our Lives</a>, the project that has joined voices in Refugee Week since "
            "2017.",
        ),
        key_figures(
            ("Nearly 500", "people united by one concert"),
            ("2017", "the year in which the project began"),
        ),
        heading("Healing, out loud"),
        paragraph(
            "Refugee Week had chosen “Healing” as its theme. It is a quiet word, and "
            "a concert is a loud way to take it up, but the two belong together. "
            "Singing slows the breath and steadies it. Singing with others asks for "
            "trust, and repays it at once.",
            "The performances had force. They showed how music gets past the things "
            "that keep people apart: a language not yet learnt, a form not yet "
            "stamped, the habit of looking away. Cultures did not stand in line to be "
            "presented one after the other. They met in the same songs.",
        ),
        image("union-chapel-2022", "The concert, as our illustrator imagines it."),
        heading("What stays"),
        paragraph(
            "Applause fades in seconds. What can last is recognition: the face from "
            "two rows down, met again at a bus stop, is no longer the face of a "
            "stranger. IOM UK supports work like this because shared enjoyment opens "
            "doors that argument leaves shut.",
        ),
        callout(
            "The week's other event",
            'Two days before, the <a href="page:refugee-week/2022/living-library">'
            "Living Library</a> had invited people to listen to one another's "
            "stories. Together the two events were IOM UK's answer to the theme of "
            "the year.",
        ),
        related_pages(
            "Read on",
            "refugee-week/2017/singing-our-lives",
            "refugee-week/2022/living-library",
        ),
        call_to_action("Find your part in Refugee Week", "take-action"),
    ],
)
