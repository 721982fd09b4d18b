"""The pages that the gates look at: each page type and each state that it has."""

from __future__ import annotations

import os


STORY = "/refugee-week/2022/living-library/"
RELEASE = "/press/refugee-week-2020-global-music-video/"
#: A short name of each, for reports; the status is 200 unless `STATUS` says another.
ENGLISH = {
    "home": "/",
    "standard": "/our-work/",
    "accessibility": "/accessibility/",
    "editions": "/refugee-week/",
    "edition": "/refugee-week/2022/",
    "edition filtered": "/refugee-week/2022/?event_format=concert",
    "edition without a match": "/refugee-week/2022/?event_format=concert&partner=fragomen",
    "empty edition": "/refugee-week/2018/",
    "story": STORY,
    "undated": "/refugee-week/2020/global-music-video/",
    "union chapel": "/refugee-week/2022/singing-our-lives-union-chapel/",
    "cancelled": "/refugee-week/2024/cancelled-evening/",
    "press": "/press/",
    "press filtered": "/press/?year=2020",
    "release": RELEASE,
    "search": "/search/",
    "results": "/search/?q=week",
    "no results": "/search/?q=zzzzzz",
    "offline": "/offline/",
    "404": "/nowhere/",
    "410": "/gone/",
    "card": f"{RELEASE}embed/",
}
ARABIC = {
    f"{name}, Arabic": f"/ar{path}"
    for name, path in {
        **{name: ENGLISH[name] for name in ("home", "editions", "edition", "press")},
        **{name: ENGLISH[name] for name in ("release", "no results", "404")},
        "story": "/refugee-week/2022/singing-our-lives-union-chapel/",
        "standard": "/who-we-are/",
        "results": "/search/?q=أسبوع",
    }.items()
}
VIEWS = {**ENGLISH, **ARABIC}
#: Those that differ most are looked at each time; `make gates` looks at all.
MOST_DIFFERENT = (
    *("home", "editions", "edition filtered", "story", "cancelled", "press", "release"),
    *("results", "no results", "404", "card"),
    *("home, Arabic", "story, Arabic", "release, Arabic"),
)
CHOSEN = sorted(VIEWS if "GATES" in os.environ else MOST_DIFFERENT)
STATUS = {"404": 404, "410": 410, "404, Arabic": 404}
