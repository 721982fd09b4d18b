"""Name, menu and footer of the Arabic pages: links to what exists in Arabic."""

from __future__ import annotations

from cms.samples.notation import (
    SampleSiteText,
    footer_link,
    html,
    menu_group,
    menu_link,
)


SITE_TEXT = SampleSiteText(
    organisation_name="المنظمة الدولية للهجرة في المملكة المتحدة",
    boilerplate=html(
        "المنظمة الدولية للهجرة هي المنظمة الحكومية الدولية الرائدة في شؤون الهجرة، "
        "وهي جزء من منظومة الأمم المتحدة. تعمل من أجل هجرة إنسانية ومنظمة يستفيد منها "
        "الجميع، وهي حاضرة في المملكة المتحدة منذ عام 1995."
    ),
    navigation=[
        menu_group(
            "أسبوع اللاجئين",
            "ما قدمناه مع شركائنا في أسبوع اللاجئين، سنة بعد سنة.",
            menu_link("refugee-week", "كل الدورات"),
            menu_link("refugee-week/2022"),
        ),
        menu_group(
            "من نحن",
            "نعمل ضمن منظومة الأمم المتحدة من أجل هجرة إنسانية ومنظمة.",
            menu_link("who-we-are"),
        ),
        menu_group(
            "الصحافة",
            "بيانات صحفية وجهات اتصال.",
            menu_link("press", "البيانات الصحفية"),
        ),
    ],
    footer_links=[
        footer_link("press"),
        footer_link("accessibility"),
        footer_link("privacy"),
    ],
)
