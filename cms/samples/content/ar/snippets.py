"""Arabic names of what the Arabic pages refer to."""

from __future__ import annotations

from cms.samples.notation import Fields


SNIPPETS: dict[str, dict[str, Fields]] = {
    "partner": {
        "i-speak-music": {"name": "آي سبيك ميوزك (I Speak Music)"},
        "together-productions": {"name": "توغيذر برودكشنز (Together Productions)"},
        "union-chapel": {"name": "يونيون تشابل (Union Chapel)"},
    },
    "programme": {
        "singing-our-lives": {
            "name": "نغني حياتنا (Singing Our Lives)",
            "introduction": (
                "ورش وحفلات يصنع فيها لاجئون ومهاجرون وجوقات بريطانية موسيقى جديدة "
                "معًا. تديره «توغيذر برودكشنز» بدعم من مكتب المنظمة الدولية للهجرة في "
                "المملكة المتحدة."
            ),
        },
    },
    "venue": {
        "union-chapel": {
            "name": "يونيون تشابل (Union Chapel)",
            "city": "لندن",
            "country": "المملكة المتحدة",
        },
    },
    "contact": {
        "press-office": {
            "name": "المكتب الصحفي",
            "role": "جهة اتصال نموذجية، تُستبدل لاحقًا",
            "organisation": "المنظمة الدولية للهجرة في المملكة المتحدة",
        },
    },
}
