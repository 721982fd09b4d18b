"""The global music video of 2020."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    bullets,
    call_to_action,
    callout,
    gallery,
    heading,
    key_figures,
    paragraph,
    partner,
    person,
    picture,
    programme,
    related_pages,
)


PAGE = SamplePage(
    path="refugee-week/2020/global-music-video",
    type="refugeeweek.EventStoryPage",
    title="A global music video",
    published=date(2020, 6, 29),
    fields={
        "introduction": (
            "When the pandemic closed the concert halls, Together Productions moved "
            "the stage online and invited anybody, anywhere, to sing, play or dance "
            "in one film."
        ),
        "image": picture("global-music-video-2020"),
        "event_format": "online",
        "programme": programme("singing-our-lives"),
    },
    rows={
        "partnerships": [
            {"partner": partner("together-productions"), "role": "host"},
            {"partner": partner("i-speak-music"), "role": "partner"},
        ],
        "contributors": [
            {"person": person("jim-pinchen"), "role": "Leads the community orchestra"},
            {
                "person": person("raghad-haddad"),
                "role": "Leads the community orchestra",
            },
            {"person": person("leslie-knott"), "role": "Directs the film"},
            {"person": person("ben-gregor"), "role": "Directs the film"},
        ],
    },
    body=[
        heading("A concert without a hall"),
        paragraph(
            "For three summers Refugee Week had ended with voices in one room. In "
            "June 2020 that was out of the question. The partners could have waited a "
            "year. They chose to ask what a choir might be when nobody can stand next "
            "to anybody.",
            "Their answer was a music video made by people who might never meet. A "
            "screen has no back row and no border, so the invitation could go to "
            "every country at once.",
        ),
        heading("One song, four traditions"),
        paragraph(
            "The song came from I Speak Music: Raghad Haddad and Jim Pinchen lead its "
            "Community Orchestra. The members blended what they knew: "
            "choral singing and hip hop, Latin rhythms and Arabic melody. It leaves "
            "room for voices that are not trained and for instruments that rarely "
            "share a score.",
        ),
        key_figures(
            ("4th", "year of the partnership"),
            ("4", "styles of music in one song"),
        ),
        heading("How people joined in"),
        paragraph(
            "Anybody could become part of the cast from home:",
            bullets(
                "sign up on the project's own website;",
                "follow the guidance to the recording that came by return;",
                "film yourself singing, dancing or playing;",
                "add a glimpse of an ordinary day where you are.",
            ),
            "Everyday scenes mattered as much as the music. A kitchen, a balcony or a "
            "camp at dusk says where a voice is coming from without a word of "
            "explanation.",
        ),
        gallery(
            ("global-music-video-2020", "Twelve screens, twelve rooms, one song."),
            (
                "global-music-video-phones",
                "Music filmed by hand, drawn for this story.",
            ),
        ),
        heading("From many clips to a film"),
        paragraph(
            "Directors Leslie Knott and Ben Gregor took on the task of turning the "
            "public's recordings into a short film: a greeting to people who live in "
            "camps, and a thank-you for what refugees and migrants did for others "
            "during the pandemic."
        ),
        callout(
            "Part of a longer story",
            'Since 2017 <a href="page:refugee-week/2017/singing-our-lives">Singing '
            "Our Lives</a> has brought hundreds of voices together in workshops and "
            "concerts. The video carried that work through a year of distance.",
        ),
        related_pages(
            "Read on",
            "press/refugee-week-2020-global-music-video",
            "refugee-week/2017/singing-our-lives",
        ),
        call_to_action(
            "Read the press release", "press/refugee-week-2020-global-music-video"
        ),
    ],
)
