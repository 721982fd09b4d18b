"""Name, menu and footer of the English pages.

The menu follows the one of IOM's own page. Its links “IOM Global” and “Cross-cutting
(Global)” are left out: our source does not say where they lead.
"""

from __future__ import annotations

from cms.samples.notation import (
    SampleSiteText,
    footer_link,
    html,
    menu_group,
    menu_link,
)


SITE_TEXT = SampleSiteText(
    organisation_name="IOM UK",
    boilerplate=html(
        "IOM, the International Organization for Migration, is the leading "
        "organisation of governments for migration and belongs to the United Nations "
        "system. It works for migration in order and in dignity, to everybody's "
        "benefit. It has been present in the United Kingdom since 1995, and takes "
        "part in Refugee Week there."
    ),
    navigation=[
        menu_group(
            "Refugee Week",
            "What IOM UK and its partners have done in Refugee Week, year by year.",
            menu_link("refugee-week", "All editions"),
            menu_link("refugee-week/2024"),
            menu_link("refugee-week/2017/singing-our-lives"),
        ),
        menu_group(
            "Who we are",
            "IOM works within the United Nations for migration that is humane, "
            "orderly and good for all. In the United Kingdom since 1995.",
            menu_link("who-we-are", "About"),
        ),
        menu_group(
            "Our work",
            "In the United Kingdom IOM resettles, supports and protects. Worldwide it "
            "joins help in emergencies with lasting development.",
            menu_link("our-work", "What we do in the UK"),
        ),
        menu_group(
            "Data and resources",
            "Texts, pictures and facts for journalists, teachers and partners.",
            menu_link("data-and-resources"),
            menu_link("press", "Press releases"),
        ),
        menu_group(
            "Take action",
            "Ways to take part in Refugee Week, alone or with others.",
            menu_link("take-action"),
        ),
        menu_group(
            "2030 Agenda",
            "How migration and the goals for sustainable development belong together.",
            menu_link("2030-agenda"),
        ),
    ],
    footer_links=[
        footer_link("press"),
        footer_link("accessibility"),
        footer_link("privacy"),
    ],
)
