"""Singing Our Lives, under the edition of its first year."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    call_to_action,
    callout,
    gallery,
    heading,
    key_figures,
    paragraph,
    partner,
    picture,
    programme,
    related_pages,
    timeline,
)


PAGE = SamplePage(
    path="refugee-week/2017/singing-our-lives",
    type="refugeeweek.EventStoryPage",
    title="Singing Our Lives",
    published=date(2017, 7, 3),
    fields={
        "introduction": (
            "Choirs from across Britain share a stage with singers and players who "
            "came here as refugees or migrants. The project began in 2017 and has "
            "closed Refugee Week with new music ever since."
        ),
        "image": picture("singing-our-lives"),
        "event_format": "concert",
        "programme": programme("singing-our-lives"),
    },
    rows={
        "partnerships": [
            {"partner": partner("together-productions"), "role": "host"},
            {"partner": partner("guildhall-school"), "role": "partner"},
            {"partner": partner("freedom-from-torture"), "role": "partner"},
            {"partner": partner("improbable"), "role": "partner"},
            {"partner": partner("royal-opera-house"), "role": "partner"},
        ],
    },
    body=[
        heading("One choir out of many"),
        paragraph(
            "Some projects bring people into a room to talk about one another. "
            "Singing Our Lives asks them to make something together instead. Members "
            "of British choirs, and people who have had to start again in a new "
            "country, learn the same songs and breathe in the same places.",
            "The music is written for the occasion. It honours what refugees and "
            "migrants bring with them and what it takes to begin anew, and it is "
            "sung by the people it speaks of, side by side with their neighbours.",
        ),
        key_figures(
            ("2017", "the year of the first project"),
            ("200+", "performers at the yearly concert"),
            ("5", "partners beside IOM UK"),
        ),
        heading("From workshop to stage"),
        paragraph(
            "A concert is only the last step. Before it come workshops in which "
            "strangers turn into fellow musicians. Nobody needs to explain where they "
            "come from in order to hold a tune, and a person who speaks little "
            "English can still carry a melody for those who stand beside them.",
            "That shared work is the point. Listening closely to another voice, and "
            "trusting it to come in on time, is a small rehearsal for living next "
            "door to one another.",
        ),
        gallery(
            (
                "singing-our-lives-workshop",
                "A rehearsal, as our illustrator pictures it.",
            ),
            ("singing-our-lives", "One choir out of many, drawn for this story."),
        ),
        heading("Who makes it happen"),
        paragraph(
            "Together Productions hosts the concert and leads the creative work; IOM "
            "UK has stood behind it from the start. Four more organisations, listed "
            "below, have been part of the work."
        ),
        heading("The years since"),
        timeline(
            (
                "2017",
                "The project begins",
                "IOM UK and Together Productions join forces for the first time.",
            ),
            (
                "2020",
                "From the stage to the screen",
                "No live concert is possible, so singers all over the world are "
                'asked to film themselves for a <a href="page:refugee-week/2020/'
                'global-music-video">music video</a>.',
            ),
            (
                "2022",
                "A concert with Union Chapel",
                'Nearly 500 people come together on <a href="page:refugee-week/2022/'
                'singing-our-lives-union-chapel">26 June</a>.',
            ),
        ),
        callout(
            "Why music?",
            "A song gives everybody a part, and no part is enough by itself. That is "
            "as good a picture of an inclusive community as any.",
        ),
        related_pages(
            "Read on",
            "refugee-week/2020/global-music-video",
            "refugee-week/2022/singing-our-lives-union-chapel",
        ),
        call_to_action(
            "See how to take part",
            "take-action",
            "You do not have to be a singer to join in Refugee Week.",
        ),
    ],
)
