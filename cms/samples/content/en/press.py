"""The press pages. The day of the release is an assumption: its source gives none."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import (
    SamplePage,
    bullets,
    callout,
    contact,
    heading,
    html,
    image,
    page,
    paragraph,
    partners,
    picture,
    related_pages,
)


INDEX = SamplePage(
    path="press",
    type="press.PressReleaseIndexPage",
    title="Press",
    published=date(2017, 5, 2),
    fields={
        "introduction": (
            "Press releases by IOM UK about its part in Refugee Week. Each picture "
            "says who made it and what you may do with it."
        ),
    },
)

RELEASE = SamplePage(
    path="press/refugee-week-2020-global-music-video",
    type="press.PressReleasePage",
    title="Refugee Week 2020: the whole world is invited to make a music video",
    published=date(2020, 6, 15),
    fields={
        "date": date(2020, 6, 15),
        "location": "London",
        "introduction": (
            "IOM UK and Together Productions go into their fourth year together. "
            "With I Speak Music they ask people in all countries to sing, play or "
            "dance in a film that honours refugees and migrants."
        ),
        "image": picture("global-music-video-2020"),
        "notes_to_editors": html(
            "Refugee Week takes place every June, in the week of World Refugee Day "
            "(20 June).",
            "Singing Our Lives began in 2017. Together Productions runs the project "
            "and IOM UK supports it. Hundreds of singers and players, refugees and "
            "migrants among them, have worked in its workshops and sung at its "
            "concerts.",
        ),
        "edition": page("refugee-week/2020"),
    },
    rows={
        "release_contacts": [{"contact": contact("press-office")}],
        "related_story_links": [
            {"story": page("refugee-week/2020/global-music-video")},
            {"story": page("refugee-week/2017/singing-our-lives")},
        ],
    },
    body=[
        paragraph(
            "Refugee Week 2020 will have no concert hall, and it will have more "
            "performers than any hall could hold. Together Productions, supported by "
            "IOM UK for the fourth year, is starting a music video that anybody can "
            "join from wherever they are. I Speak Music is its partner in the work.",
            "The film wants to show how much refugees and migrants add to the world, "
            "and to answer hostility towards foreigners with something people can see "
            "and hear.",
        ),
        heading("A song from many places"),
        paragraph(
            "The Community Orchestra of I Speak Music, which Raghad Haddad and Jim "
            "Pinchen lead, wrote this year's piece. In it hip hop stands beside "
            "choral music, and an Arabic line beside a Latin beat.",
        ),
        image("global-music-video-phones", "Filmed by hand: an illustration."),
        heading("How to take part"),
        paragraph(
            "Anybody may be in the cast. No training is needed, only a way of filming:",
            bullets(
                "register on the project's online platform;",
                "read the guidance and the recording instructions found there;",
                "send in a clip of yourself playing, dancing or singing;",
                "show a moment of your everyday life too, if you like.",
            ),
            "The clips are then cut into one short film by two directors. Leslie "
            "Knott has been nominated for Emmy and Academy Awards; Ben Gregor is a "
            "director, producer and writer.",
        ),
        heading("Why now"),
        paragraph(
            "The pandemic has put a live event out of reach this year. It has also "
            "shown how much depends on people who came here from elsewhere. Each "
            "clip sent in is a sign of thanks to them, and a sign to those who live "
            "in refugee camps that they have not been forgotten.",
            "An online choir has one advantage over any other: distance does not "
            "count in it, and no frontier runs through it.",
        ),
        callout(
            "Music helps",
            "One performer from an earlier year found that music tells others what "
            "is hard to put into words.",
        ),
        partners("The project is by", "together-productions", "i-speak-music"),
        related_pages(
            "Background",
            "refugee-week/2020/global-music-video",
            "refugee-week/2017/singing-our-lives",
        ),
    ],
)

PAGES = [INDEX, RELEASE]
