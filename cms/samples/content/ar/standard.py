"""Arabic pages about ourselves."""

from __future__ import annotations

from datetime import date

from cms.samples.notation import SamplePage, bullets, heading, image, paragraph


WHO_WE_ARE = SamplePage(
    path="who-we-are",
    type="home.StandardPage",
    title="من نحن",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "تعمل المنظمة الدولية للهجرة ضمن منظومة الأمم المتحدة من أجل هجرة إنسانية "
            "ومنظمة يستفيد منها الجميع. وهي حاضرة في المملكة المتحدة منذ عام 1995."
        ),
    },
    body=[
        image(
            "who-we-are",
            alt="تسعة أشخاص يقفون معًا مبتسمين أمام كرة أرضية زرقاء.",
        ),
        heading("في المملكة المتحدة"),
        paragraph(
            "نساعد في هذا البلد على إعادة التوطين، وندعم المهاجرين، ونحمي من يحتاج إلى "
            "الحماية. ونحن شركاء في "
            '<a href="page:refugee-week">أسبوع اللاجئين</a>، وعن هذه الشراكة يتحدث هذا '
            "الموقع.",
        ),
    ],
)

PRIVACY = SamplePage(
    path="privacy",
    type="home.StandardPage",
    title="الخصوصية",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "يمكنك أن تقرأ كل شيء هنا دون أن يراقبك أحد: لا ملفات تعريف ارتباط ولا "
            "تتبع ولا حساب."
        ),
    },
    body=[
        heading("عند زيارتك"),
        paragraph(
            "لا يضع هذا الموقع ملفات تعريف ارتباط للزوار، ولا يحمّل شيئًا من شركات "
            "أخرى. والفيلم المنشور في موقع آخر مجرد رابط إلى أن تختار فتحه.",
        ),
        heading("الأشخاص في قصصنا"),
        paragraph(
            "نذكر أسماء الناس بسبب أعمالهم، ولا ننشر شيئًا عن صحة أحد أو عمره أو طلب "
            "لجوئه.",
        ),
    ],
)

ACCESSIBILITY = SamplePage(
    path="accessibility",
    type="home.StandardPage",
    title="إمكانية الوصول",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "ينبغي أن يعمل هذا الموقع للجميع، أيًا كان الجهاز أو المتصفح أو الوسيلة "
            "المساعدة."
        ),
    },
    body=[
        heading("ما يمكنك الاعتماد عليه"),
        paragraph(
            "نبني الموقع بحيث:",
            bullets(
                "تُقرأ كل الصفحات من دون برامج نصية؛",
                "يمكن الوصول إلى كل شيء بلوحة المفاتيح؛",
                "يكون لكل صورة وصف ما لم تكن للزينة فقط.",
            ),
        ),
        heading("ما ينقصنا"),
        paragraph(
            "لم تختبر الموقع جهة مستقلة بعد، وعدد الصفحات العربية ما زال قليلًا.",
        ),
    ],
)

PAGES = [WHO_WE_ARE, PRIVACY, ACCESSIBILITY]
