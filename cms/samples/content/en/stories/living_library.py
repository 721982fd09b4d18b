"""The Living Library: London, 24 June 2022."""

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
    related_pages,
    venue,
)


PAGE = SamplePage(
    path="refugee-week/2022/living-library",
    type="refugeeweek.EventStoryPage",
    title="Living Library",
    published=date(2022, 7, 4),
    fields={
        "introduction": (
            "A library whose books can talk: in London, migrants who take part in "
            "talent mobility schemes told their stories in a gathering of almost "
            "fifty people."
        ),
        "image": picture("living-library"),
        "event_format": "living_library",
    },
    rows={
        "occurrences": [{"start_date": date(2022, 6, 24), "venue": venue("london")}],
        "partnerships": [
            {"partner": partner("talent-beyond-boundaries"), "role": "partner"},
            {"partner": partner("fragomen"), "role": "partner"},
        ],
    },
    body=[
        heading("Borrow a story"),
        paragraph(
            "In a living library the books are people. A reader sits down opposite "
            "somebody who has lived through something, listens, and asks. There is "
            "no cover to judge by, and no page to skip.",
            "On 24 June 2022 IOM UK opened such a library in London together with "
            "Talent Beyond Boundaries and Fragomen.",
        ),
        key_figures(
            ("Nearly 50", "people took part"),
            ("2", "partners beside IOM UK"),
        ),
        heading("Work as a way to safety"),
        paragraph(
            "The storytellers had one thing in common: talent mobility schemes, "
            "that is, routes by which people who have been displaced can "
            "move to another country for a job that fits their skills.",
            "It is a side of migration that is seldom told. Someone who has had to "
            "leave home is still an engineer, a nurse or a cook. A scheme that "
            "matches skills with employers lets them go on being one, and an employer "
            "gains a colleague with uncommon staying power.",
        ),
        image("living-library", "Two chairs and time to listen: the idea, drawn."),
        heading("A room in which to be heard"),
        paragraph(
            "Guests came from many walks of life. What they found was a friendly "
            "place, and safe enough for frank talk about setbacks as well as hope. "
            "Listening was the only thing asked of them.",
            "Refugee Week took “Healing” as its theme that year. Nobody heals in a "
            "day, but to be heard with care is where it often starts, and those "
            "who listen take something home as well.",
        ),
        callout(
            "Two events, one theme",
            "Two days later came the second event of the year, a concert: "
            '<a href="page:refugee-week/2022/singing-our-lives-union-chapel">Singing '
            "Our Lives at Union Chapel</a>. Both were about the human gift for "
            "starting over.",
        ),
        related_pages(
            "Read on",
            "refugee-week/2022/singing-our-lives-union-chapel",
            "refugee-week/2019/one-city-many-stories",
        ),
        call_to_action(
            "Hold a living library of your own",
            "take-action",
            "Schools, workplaces and public libraries can do this too.",
        ),
    ],
)
