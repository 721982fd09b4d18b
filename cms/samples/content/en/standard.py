"""The pages about ourselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cms.samples.notation import (
    Block,
    SamplePage,
    bullets,
    call_to_action,
    callout,
    heading,
    image,
    key_figures,
    paragraph,
    related_pages,
)


def standard(
    path: str, title: str, introduction: str, body: Sequence[Block]
) -> SamplePage:
    """Write down a page that stands on its own."""
    return SamplePage(
        path=path,
        type="home.StandardPage",
        title=title,
        published=date(2017, 5, 3),
        fields={"introduction": introduction},
        body=body,
    )


PAGES = [
    standard(
        "who-we-are",
        "Who we are",
        "IOM, the International Organization for Migration, works within the United "
        "Nations for migration that is humane, orderly and good for everybody. It "
        "has been present in the United Kingdom since 1995.",
        [
            image("who-we-are"),
            heading("IOM in the world"),
            paragraph(
                "In IOM, governments work on migration together; it is the leading "
                "organisation of its kind. It belongs to the United "
                "Nations system. Its aim is easily said and takes daily work: "
                "people who move should be able to do so in order and in dignity, "
                "and everyone should benefit from it.",
            ),
            heading("IOM in the United Kingdom"),
            key_figures(("1995", "the year since which IOM has been in the UK")),
            paragraph(
                'In this country IOM <a href="page:our-work">supports migrants</a> '
                "and works with those who welcome them. It is a partner of "
                '<a href="page:refugee-week">Refugee Week</a>, and this site is about '
                "that partnership.",
            ),
            related_pages("Read on", "our-work", "refugee-week"),
        ],
    ),
    standard(
        "our-work",
        "Our work",
        "In the United Kingdom IOM helps people to resettle, supports migrants and "
        "protects those at risk. It also works for communities in which newcomers "
        "and residents share a life.",
        [
            image("our-work"),
            heading("Help for people who move"),
            paragraph(
                "The work of IOM in this country has several strands:",
                bullets(
                    "<b>Resettlement:</b> the way into a new country.",
                    "<b>Support:</b> for migrants who live here.",
                    "<b>Protection:</b> where somebody needs it.",
                ),
                "All over the world the organisation ties two things together: help "
                "in an emergency, and development that lasts. Both are part of the "
                '<a href="page:2030-agenda">2030 Agenda</a>.',
            ),
            heading("Integration works in two directions"),
            paragraph(
                "Those who arrive and those who are already here each have something "
                "to learn: how the others live, what they remember, what they hope "
                "for. Where both sides move, common ground appears. The easiest way "
                "to find it is to do something that both enjoy.",
            ),
            callout(
                "Why Refugee Week",
                "A concert or an exhibition is a good occasion to find common ground. "
                'See <a href="page:refugee-week">what we have done so far</a>.',
            ),
            related_pages(
                "Examples",
                "refugee-week/2017/singing-our-lives",
                "refugee-week/2019/one-city-many-stories",
            ),
        ],
    ),
    standard(
        "data-and-resources",
        "Data and resources",
        "What this site offers to journalists, teachers and partner organisations: "
        "texts, pictures and facts about Refugee Week at IOM UK.",
        [
            image("data-and-resources"),
            heading("To read and to use"),
            paragraph(
                "Each item here leads to more:",
                bullets(
                    '<a href="page:refugee-week">The editions of Refugee Week</a>, '
                    "from 2017 to 2024, each with its stories;",
                    '<a href="page:press">press releases</a>, with notes for editors '
                    "and somebody to contact;",
                    "illustrations, each with its credit and its licence.",
                ),
            ),
            callout(
                "How sure are the facts?",
                "Days, places, partners and figures come from what IOM UK has "
                "published. Where nothing was published, we leave a gap.",
            ),
            related_pages("Good places to start", "refugee-week", "press"),
        ],
    ),
    standard(
        "take-action",
        "Take action",
        "Refugee Week belongs to everybody who takes part in it. Here are ways to "
        "begin, alone or with others.",
        [
            image("take-action"),
            heading("Come along"),
            paragraph(
                "Go to a concert, a film or an exhibition, and bring somebody who "
                'would not have gone alone. <a href="page:refugee-week">Our past '
                "events</a> show what to expect.",
            ),
            heading("Make something happen"),
            paragraph(
                "A good event can be small. These have worked for us:",
                bullets(
                    '<a href="page:refugee-week/2022/living-library">a living '
                    "library</a>, where people lend out their own stories;",
                    '<a href="page:refugee-week/2019/one-city-many-stories">a '
                    "discussion</a> about living in one city;",
                    '<a href="page:refugee-week/2024/we-dare-to-dream">a film</a>, '
                    "with time to talk afterwards;",
                    '<a href="page:refugee-week/2023/belongings">an exhibition</a> of '
                    "everyday things with a history.",
                ),
            ),
            heading("Speak up, kindly"),
            paragraph(
                "When talk about migration turns harsh, a true story told calmly does "
                "more than a louder voice. Ask first before you retell what somebody "
                "has told you.",
            ),
            call_to_action("See all editions", "refugee-week"),
        ],
    ),
    standard(
        "2030-agenda",
        "2030 Agenda",
        "The 2030 Agenda is a plan for sustainable development that all countries "
        "share. IOM helps to reach its goals, for migration touches many of them.",
        [
            image("agenda-2030"),
            heading("Where migration comes in"),
            paragraph(
                "Emergency aid and development are often thought of apart. For people "
                "on the move they are two halves of one life: safety first, then a "
                "future. IOM works on both and connects them.",
            ),
            heading("And Refugee Week?"),
            paragraph(
                "Goals for the whole world are reached in towns and streets. A "
                "community in which people know one another is a small part of the "
                'same plan. <a href="page:our-work">Our work</a> in the United '
                "Kingdom and our events in June share that aim.",
            ),
            related_pages("Read on", "our-work", "who-we-are"),
        ],
    ),
    standard(
        "privacy",
        "Privacy",
        "You can read everything here without being watched: no cookies, no "
        "tracking, no account.",
        [
            heading("When you visit"),
            paragraph(
                "This site sets no cookies for visitors. It counts nobody and loads "
                "nothing from other companies: fonts, pictures and scripts all come "
                "from here. A film on another site is only a link until you choose to "
                "open it; from then on that site's own rules hold.",
                "A web server has to know the network address to which it sends a "
                "page. We make no profiles out of such addresses.",
            ),
            heading("What your browser keeps"),
            paragraph(
                "So that a story can be read again without a connection, your browser "
                "keeps the pages that you open here, at most thirty of them and for "
                "thirty days at the longest. They stay on your device and nobody is "
                "told which ones. If others use the device too, they can see them, "
                "just as they can see the browser's history.",
                "The link “Reading offline” at the foot of each page leads to the "
                "list of what is kept. There you can have all of it forgotten, and "
                "refuse it from then on. Who has switched on the saving of data has "
                "nothing kept.",
            ),
            heading("When you edit"),
            paragraph(
                "Editors sign in, and for them the site needs a cookie that keeps "
                "them signed in. It serves no other purpose.",
            ),
            heading("People in our stories"),
            paragraph(
                "We name people for the work they do, such as directing a film. We "
                "publish nothing about anybody's health, age or asylum claim, and we "
                "take a name down when the person asks us to.",
            ),
        ],
    ),
    standard(
        "accessibility",
        "Accessibility",
        "This site should work for everybody, whatever device, browser or aid they "
        "use. Here is what we do about it, how it was tested and what is missing.",
        [
            heading("What you can rely on"),
            paragraph(
                "Our aim is level AA of the Web Content Accessibility Guidelines 2.2. "
                "We build the site so that:",
                bullets(
                    "all pages can be read, searched and filtered without scripts and "
                    "without cookies;",
                    "everything can be reached and worked with the keyboard alone, and "
                    "you can see where you are;",
                    "each picture has a description unless it is mere decoration;",
                    "headings follow their order, so that you can jump from one to "
                    "the next;",
                    "text can be enlarged, no meaning rests on colour alone, and "
                    "nothing moves by itself;",
                    "pages are light enough for old phones and dear connections, and "
                    "can be read again offline.",
                ),
            ),
            heading("How it was tested"),
            paragraph(
                "Programs test every kind of page each time the software changes: in "
                "one browser (Chromium), at the width of a phone and of a desk, in "
                "English and Arabic, light and dark, with the keyboard alone and with "
                "scripts switched off. They use the rules of axe-core for levels A "
                "and AA. Programs find only a part of all barriers.",
            ),
            heading("What is missing"),
            paragraph(
                bullets(
                    "No independent body has tested the site, and nobody who uses a "
                    "screen reader every day has tried it for us yet.",
                    "Only some pages exist in Arabic so far. Where one is missing, the "
                    "link to the other language says so.",
                    "Of most past venues we do not know how accessible they are, so we "
                    "say nothing about it.",
                    "Films are on other sites, whose players we can't change. We give "
                    "a transcript where we have one.",
                ),
            ),
            heading("Tell us"),
            paragraph(
                "If something here shuts you out, or you need a text in another form, "
                "write to "
                '<a href="mailto:press-office@example.org">press-office@example.org</a> '
                "(a sample address, to be replaced). Say which page it is and what "
                "went wrong; you need not say anything about yourself. A person reads "
                "each message. If the answer does not help, ask for it to be looked "
                "at again by somebody else.",
            ),
            paragraph("This statement was written on 22 November 2026."),
        ],
    ),
]
