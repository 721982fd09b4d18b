"""The Arabic home page."""

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
    title="أسبوع اللاجئين في المنظمة الدولية للهجرة بالمملكة المتحدة",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "حفلات موسيقية وأفلام ومعارض وأحاديث طويلة: في شهر يونيو من كل عام "
            "يجمع مكتب المنظمة في المملكة المتحدة، مع شركائه، أشخاصًا ربما ما كانوا "
            "ليلتقوا لولا هذه المناسبة."
        ),
        "hero_image": picture("home-hero"),
    },
    body=[
        heading("لماذا نشارك"),
        paragraph(
            "يتعارف الناس حين يعملون معًا شيئًا يحبونه. هذه هي الفكرة وراء كل ما "
            'نقدمه في <a href="page:refugee-week">أسبوع اللاجئين</a>: أغنية أو فيلم أو '
            "سؤال يجمع القادمين الجدد وجيرانهم في مكان واحد، ثم يأتي ما بعد ذلك من "
            "تلقاء نفسه.",
        ),
        key_figures(
            ("2017", "السنة الأولى لمشروع «نغني حياتنا»"),
            ("أكثر من 200", "من المؤدين في الحفل السنوي"),
            ("نحو 500", "شخص في حفل واحد عام 2022"),
        ),
        related_pages(
            "اقرأ المزيد",
            "refugee-week/2022/singing-our-lives-union-chapel",
            "refugee-week/2022",
        ),
        call_to_action(
            "تصفح دورات أسبوع اللاجئين",
            "refugee-week",
            "أسبوع اللاجئين مفتوح للجميع.",
        ),
    ],
)
