"""The evening room of the museum showing."""

from __future__ import annotations

from scripts.pictures.faces import Look
from scripts.pictures.objects import (
    armchair,
    books,
    lamp,
    leaf,
)
from scripts.pictures.people import LISTEN, SIT, actor, facing
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    DEEP,
    GOLD,
    MIST,
    NAVY,
    SAND,
    SKY,
    WHITE,
    Canvas,
    circle,
    ellipse,
    group,
    hill,
    lighter,
    path,
    placed,
    polygon,
    rect,
    stroke,
)


ORANGE = ACCENTS[2024]


def dusk_window(c: Canvas) -> None:
    """A tall window with roofs and a late sky."""
    c.add(rect(560, 96, 480, 470, CREAM, rx=6))
    c.add(rect(580, 116, 440, 430, c.gradient("#2A3A9A", "#8A6BC9", "#F59A5E")))
    c.add(circle(920, 196, 30, "#FFF1C9"))
    x = 580
    for k, (w, h) in enumerate(
        [(80, 150), (70, 190), (92, 140), (64, 220), (74, 170), (60, 130)]
    ):
        c.add(rect(x, 546 - h, w, h, "#16246F" if k % 2 else "#1D2F85"))
        c.add(
            polygon([(x, 546 - h), (x + w / 2, 512 - h), (x + w, 546 - h)], "#0F1A58")
        )
        c.add(
            rect(x + 16, 562 - h, 15, 20, GOLD),
            rect(x + w - 32, 590 - h, 15, 20, "#FFE3A0"),
        )
        x += w
    c.add(
        stroke("M800 116V546M580 330H1020", CREAM, 12),
        rect(540, 556, 520, 22, CREAM, rx=5),
    )
    for side in (1, -1):
        folds = [
            path(
                (
                    f"M{k * 30} 0Q{k * 30 + 30} 300 {k * 22 - 14} 560H{k * 22 + 20}"
                    f"Q{k * 30 + 60} 300 {k * 30 + 34} 0Z"
                ),
                ORANGE if k % 2 else "#DD6D22",
            )
            for k in range(4)
        ]
        c.add(
            group(folds, transform=f"translate({800 - side * 300} 66) scale({side} 1)")
        )
    c.add(rect(470, 56, 660, 16, "#6B341A", rx=8))


def we_dare_to_dream_museum(c: Canvas) -> None:
    """An evening room: two people talk by lamplight, tea between them."""
    c.backdrop("#1B3A92", "#234BAF", "#1A3584")
    for k in range(26):
        for row in range(9):
            x, y = 32 + k * 64, 40 + row * 78 + (39 if k % 2 else 0)
            c.add(path(f"M{x} {y - 12}l8 12-8 12-8-12Z", "#2F5CC4"))
    c.add(
        rect(0, 700, 1600, 26, CREAM),
        rect(0, 726, 1600, 274, c.gradient("#C9783E", "#84431F")),
    )
    dusk_window(c)
    c.add(rect(70, 150, 300, 560, "#7A4020"), rect(86, 166, 268, 530, "#4A2312"))
    hues = [ORANGE, CREAM, AZURE, GOLD, "#E87461", MIST, "#1E9E6A"]
    for row in range(4):
        floor = 292 + row * 132
        c.add(
            *books(c.random, 94, floor, 268 if row != 1 else 150, 108, hues),
            rect(86, floor, 268, 12, "#7A4020"),
        )
    c.add(path("M272 424c-34 0-34-50-14-66h40c20 16 20 66-14 66Z", SKY))
    frames = [
        (1210, 130, 130, 160, ORANGE),
        (1370, 110, 160, 120, AZURE),
        (1370, 260, 110, 140, GOLD),
        (1220, 320, 120, 96, "#E87461"),
    ]
    for i, (x, y, w, h, hue) in enumerate(frames):
        c.add(
            rect(x, y, w, h, "#E0A860", rx=3),
            rect(x + 9, y + 9, w - 18, h - 18, CREAM),
            rect(x + 18, y + 18, w - 36, h - 36, lighter(hue, 0.35)),
        )
        c.add(
            circle(x + w / 2, y + h * 0.44, min(w, h) * 0.17, hue),
            hill(
                [
                    (x + 18, y + h * 0.66),
                    (x + w / 2, y + h * 0.58),
                    (x + w - 18, y + h * (0.62 + 0.04 * (i % 2))),
                ],
                BLUE,
                y + h - 18,
            ),
        )
    c.add(ellipse(800, 890, 620, 84, "#5A2410", opacity=0.5))
    for k, hue in enumerate([BLUE, ORANGE, CREAM, DEEP, SAND]):
        c.add(ellipse(800, 884, 600 - k * 54, 76 - k * 9, hue))
    c.add(
        c.glow(1290, 470, 480, "#FFD68A", "BB"), placed(lamp(360, "#FFE3A0"), 1300, 850)
    )
    look = [
        Look("#CC8F5E", "#1D1412", "long", CREAM, "#8E2F3B", ORANGE),
        Look("#E3AE80", "#2E1D17", "beard", AZURE, NAVY, WHITE),
    ]
    c.add(
        placed(armchair("#D9602A"), 500, 760, 2.05),
        placed(actor(look[0], SIT, robe=True), 500, 760, 2.05),
    )
    c.add(
        facing(armchair("#1E8A7A"), 1100, 760, 2.05, True),
        facing(actor(look[1], LISTEN), 1100, 760, 2.05, True),
    )
    c.add(
        rect(794, 800, 12, 84, "#4A2312"),
        ellipse(800, 886, 52, 9, "#4A2312"),
        ellipse(800, 800, 108, 20, "#7A4020"),
        ellipse(800, 794, 108, 18, "#A9622F"),
    )
    c.add(
        path("M752 792C728 772 736 736 770 734H786C820 736 828 772 804 792Z", CREAM),
        circle(778, 728, 7, ORANGE),
    )
    c.add(
        stroke("M812 772Q836 768 838 744M742 748Q718 752 730 776", CREAM, 8),
        path("M846 774h34q0 20-17 20t-17-20Z", ORANGE),
    )
    c.add(stroke("M776 706q-10-16 0-30t0-30", WHITE, 4, opacity=0.5))
    c.add(path("M92 880L106 960H194L208 880Z", ORANGE))
    for k in range(7):
        c.add(
            placed(
                leaf(190 - 14 * abs(k - 3), "#1E9E6A"), 150, 886, 1, -90 + (k - 3) * 22
            )
        )
    c.add(
        rect(
            0, 0, 1600, 1000, c.gradient("#00175A66", "#00175A00", "#00175A33", turn=0)
        )
    )


SCENES = {
    "we-dare-to-dream-museum": we_dare_to_dream_museum,
}
