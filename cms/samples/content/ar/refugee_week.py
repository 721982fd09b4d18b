"""The Arabic index of editions, two editions and one story."""

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
    programme,
    related_pages,
    venue,
)


INDEX = SamplePage(
    path="refugee-week",
    type="refugeeweek.EditionIndexPage",
    title="أسبوع اللاجئين",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "في شهر يونيو من كل عام، قريبًا من اليوم العالمي للاجئين، يحتفي أسبوع "
            "اللاجئين بما يقدمه اللاجئون والمهاجرون لهذا البلد."
        ),
    },
    body=[
        heading("أسبوع حول العشرين من يونيو"),
        paragraph(
            "أسبوع اللاجئين مهرجان للفنون والثقافة والتعلم، يقام في أنحاء المملكة "
            "المتحدة وفي بلدان كثيرة أخرى، في الأسبوع الذي يقع فيه اليوم العالمي "
            "للاجئين. وهو يضع قصص الناس كما يروونها في مواجهة الكلام القاسي عن الهجرة.",
            "وتدور فعالياتنا حول العيش المشترك: قادمون جدد ومقيمون قدامى يصنعون معًا "
            "شيئًا يحبونه، ويتعرف بعضهم إلى بعض في أثناء ذلك.",
        ),
        callout(
            "ما الذي تُرجم",
            "بعض الصفحات فقط متاحة بالعربية حتى الآن، وسائر الدورات والقصص متاحة "
            "بالإنجليزية.",
        ),
    ],
)

EDITION_2020 = SamplePage(
    path="refugee-week/2020",
    type="refugeeweek.EditionPage",
    title="أسبوع اللاجئين 2020",
    published=date(2024, 7, 8),
    fields={
        "year": 2020,
        "theme": "",
        "introduction": (
            "أسبوع اللاجئين في زمن الجائحة: لا حفل على المسرح هذه المرة، بل دعوة إلى "
            "الناس في كل مكان للمشاركة في فيديو موسيقي."
        ),
        "hero_image": picture("edition-2020"),
    },
    body=[
        heading("معًا، عن بعد"),
        paragraph(
            "للعام الرابع على التوالي عمل مكتبنا مع «توغيذر برودكشنز»، وانضمت إليهما "
            "هذه المرة «آي سبيك ميوزك». انتقلت الجوقة إلى الشاشة، وبقي بابها مفتوحًا "
            "للعالم كله.",
        ),
        callout(
            "للصحفيين",
            'اقرأ <a href="page:press/refugee-week-2020-global-music-video">البيان '
            "الصحفي</a> عن الفيديو.",
        ),
    ],
)

EDITION_2022 = SamplePage(
    path="refugee-week/2022",
    type="refugeeweek.EditionPage",
    title="أسبوع اللاجئين 2022",
    published=date(2024, 7, 8),
    fields={
        "year": 2022,
        "theme": "التعافي",
        "introduction": (
            "فعاليتان عن القدرة على البدء من جديد: مكتبة حية كتبها بشر، وحفل موسيقي "
            "جمع نحو 500 شخص."
        ),
        "hero_image": picture("edition-2022"),
    },
    body=[
        heading("إصغاء وغناء"),
        paragraph(
            "التعافي هو أن يجد المرء طريقًا إلى الأمام. في 24 يونيو أقمنا في لندن "
            "«مكتبة حية» مع «تالنت بيوند باوندريز» و«فراغومن»، استمع فيها نحو خمسين "
            "شخصًا إلى قصص مهاجرين يشاركون في برامج لتنقل أصحاب المهارات. وبعد يومين "
            "جاء دور الموسيقى.",
        ),
        related_pages("القصة", "refugee-week/2022/singing-our-lives-union-chapel"),
    ],
)

CONCERT = SamplePage(
    path="refugee-week/2022/singing-our-lives-union-chapel",
    type="refugeeweek.EventStoryPage",
    title="«نغني حياتنا» مع يونيون تشابل",
    published=date(2024, 7, 8),
    fields={
        "introduction": (
            "اجتمع نحو 500 شخص في حفل من مشروع «نغني حياتنا»: لاجئون وطالبو لجوء "
            "وأفراد من مجتمعات المملكة المتحدة."
        ),
        "image": picture("union-chapel-2022"),
        "event_format": "concert",
        "programme": programme("singing-our-lives"),
    },
    rows={
        "occurrences": [
            {"start_date": date(2022, 6, 26), "venue": venue("union-chapel")}
        ],
        "partnerships": [
            {"partner": partner("together-productions"), "role": "partner"},
            {"partner": partner("union-chapel"), "role": "partner"},
        ],
    },
    body=[
        heading("صوت يصنعه نحو 500 شخص"),
        paragraph(
            "لجوقة من الغرباء صوت لا يشبه غيره. في 26 يونيو 2022 صنعه معًا نحو 500 "
            "شخص: منهم من بنى حياته في المملكة المتحدة بعد أن غادر بلدًا آخر، ومنهم "
            "من ما زال يطلب الحماية، ومنهم من نشأ في الجوار. وفي ساعة الغناء لم يكن "
            "لهذه الفروق وزن كبير.",
            "شاركنا في الحفل مع «توغيذر برودكشنز» و«يونيون تشابل»، وهو جزء من مشروع «نغني "
            "حياتنا» الذي بدأ عام 2017.",
        ),
        key_figures(
            ("نحو 500", "شخص جمعهم حفل واحد"),
            ("2017", "السنة التي بدأ فيها المشروع"),
        ),
        heading("تعافٍ بصوت مسموع"),
        paragraph(
            "كان «التعافي» موضوع أسبوع اللاجئين في تلك السنة. إنها كلمة هادئة، والحفل "
            "طريقة عالية الصوت في التعبير عنها، لكن الأمرين متلازمان: فالغناء يهدئ "
            "الأنفاس، والغناء مع الآخرين يحتاج إلى ثقة ويعيدها في الحال.",
            "وقد أظهرت العروض كيف تتجاوز الموسيقى ما يفصل بين الناس، وكيف تلتقي "
            "الثقافات في الأغنية نفسها.",
        ),
        image(
            "union-chapel-2022",
            "الحفل كما تخيله الرسام.",
            alt="جوقة تغني على ضوء الشموع تحت نافذة وردية مضيئة، أمام جمهور كبير.",
        ),
        heading("ما الذي يبقى"),
        paragraph(
            "ينتهي التصفيق في ثوانٍ، أما ما يمكن أن يبقى فهو التعارف: وجه رأيته في "
            "الحفل ثم التقيته عند موقف الحافلة لم يعد وجه شخص غريب.",
        ),
        call_to_action("تصفح دورات أسبوع اللاجئين", "refugee-week"),
    ],
)

PAGES = [INDEX, EDITION_2020, EDITION_2022, CONCERT]
