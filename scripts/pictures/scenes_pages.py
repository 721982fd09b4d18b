"""Pictures of the home page, the organisation and the social card."""

from __future__ import annotations

import math

from scripts.pictures.faces import SKINS, bust, cast
from scripts.pictures.objects import bird, drum, guitar, leaf, tree
from scripts.pictures.people import GREET, STAND, WALK, actor
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    DEEP,
    GOLD,
    MIST,
    NAVY,
    ROYAL,
    SAND,
    SKY,
    WHITE,
    Canvas,
    Point,
    arc,
    circle,
    ellipse,
    group,
    hill,
    lighter,
    path,
    placed,
    rect,
    smooth,
    stroke,
)


RAINBOW = [ACCENTS[year] for year in (2017, 2024, 2019, 2021, 2022, 2018, 2020, 2023)]
CLOTHES = [CREAM, "#E8442E", GOLD, AZURE, "#12A5B5", WHITE, "#D1386F", "#F5822A"]


def home_hero(c: Canvas) -> None:
    """People walk together at daybreak; eight ribbons of colour lead them."""
    c.backdrop("#0A2A8F", BLUE, AZURE, "#FFD9A8")
    c.add(c.glow(1180, 520, 700, "#FFE6B8", "DD"))
    c.add(circle(1180, 560, 190, c.gradient("#FFF8E6", "#FFD38A")))
    years = (2018, 2024, 2020, 2019, 2017, 2022, 2023, 2021)
    for i, year in enumerate(years):
        hue, d, e = ACCENTS[year], i * 25, ((i * 5) % 8) * 25
        line: list[Point] = [
            (-60, 190 + e), (220, 110 + d), (520, 150 + e), (800, 215 + d),
            (1080, 180 + e), (1340, 70 + d * 1.2), (1680, -10 + e * 2.2),
        ]  # fmt: skip
        shadow = "translate(0 7)"
        c.add(stroke(smooth(line), NAVY, 14, opacity=0.25, transform=shadow))
        c.add(stroke(smooth(line), hue, 13))
        c.add(stroke(smooth(line), lighter(hue, 0.5), 2, opacity=0.8))
    c.add(
        hill(
            [(-20, 620), (260, 560), (560, 640), (900, 590), (1250, 640), (1620, 580)],
            "#5E8FE3",
        )
    )
    c.add(hill([(-20, 720), (300, 690), (700, 730), (1100, 680), (1620, 720)], ROYAL))
    for x, s in ((90.0, 0.9), (180, 0.65), (1440, 0.8), (1530, 1.0), (1370, 0.55)):
        c.add(placed(tree(150 * s, "#2A63C9"), x, 712))
    for x, y, s, t in [
        (250.0, 62.0, 0.7, -14),
        (390, 60, 0.45, -8),
        (620, 110, 0.55, -18),
        (930, 150, 0.8, -12),
        (1060, 80, 0.5, -20),
    ]:
        c.add(placed(bird(WHITE, MIST), x, y, s, t))
    c.add(hill([(-20, 868), (400, 850), (800, 874), (1250, 846), (1620, 870)], NAVY))
    look = cast(c.random, 10, CLOTHES)
    sizes = [1.75, 1.85, 1.1, 1.8, 1.7, 1.9, 1.75, 1.15, 1.85, 1.75]
    for i, (person, size) in enumerate(zip(look, sizes, strict=True)):
        x = 130.0 + i * 146
        y = 872 - 92 * size + 6 * math.sin(i * 2)
        c.add(ellipse(x, y + 98 * size, 60 * size, 6 * size, "#000B3A", opacity=0.5))
        pose = (WALK, STAND, WALK, WALK, GREET)[i % 5]
        c.add(placed(actor(person, pose, robe=i in (1, 4, 7, 8)), x, y, size))
        if i == 3:
            c.add(placed(guitar(), x + 14, y - 44, 0.95, 62))
        if i == 6:
            c.add(placed(drum("#E8442E"), x + 52, y - 10, 0.8, 8))
        if i == 8:
            c.add(
                rect(x - 32, y + 14, 96, 72, "#B5622B", rx=10),
                rect(x - 32, y + 34, 96, 8, SAND),
            )
            c.add(stroke(f"M{x - 2} {y + 14}v-12h36v12", "#6B341A", 6))
    c.add(rect(0, 850, 1600, 150, c.gradient("#00175A00", "#000F45")))
    for _ in range(30):
        x = c.random.uniform(0, 1600)
        c.add(
            placed(
                leaf(
                    c.random.uniform(30, 62), c.random.choice([ROYAL, BLUE, "#1E6FB0"])
                ),
                x,
                1004,
                1,
                -90 + c.random.uniform(-30, 30),
            )
        )


def who_we_are(c: Canvas) -> None:
    """Nine people stand shoulder to shoulder before a bright globe of arcs."""
    c.backdrop(MIST, "#EAF2FD", CREAM)
    c.add(circle(800, 610, 470, c.gradient(AZURE, BLUE, DEEP)))
    for k in range(1, 5):
        c.add(
            ellipse(
                800,
                610,
                470 * math.sin(k * 0.39),
                470,
                "none",
                stroke=SKY,
                stroke_width=3,
                opacity=0.5,
            )
        )
        h = 470 * math.cos(k * 0.39)
        w = math.sqrt(470**2 - h**2)
        y = 610 - h
        c.add(
            stroke(
                f"M{800 - w:.0f} {y:.0f}Q800 {y + h * 0.18:.0f} {800 + w:.0f} {y:.0f}",
                SKY,
                3,
                opacity=0.5,
            )
        )
    for k, hue in enumerate([GOLD, "#12A5B5", "#E8442E"]):
        c.add(stroke(arc(800, 610, 508 + k * 36, 192 + k * 9, 300 + k * 14), hue, 11))
        a = math.radians(300 + k * 14)
        c.add(
            circle(
                800 + (508 + k * 36) * math.cos(a),
                610 + (508 + k * 36) * math.sin(a),
                19,
                hue,
            )
        )
    look = cast(c.random, 9, [GOLD, ROYAL, CREAM, "#E8442E", AZURE, "#12A5B5", WHITE])
    for i in range(4):
        c.add(
            placed(
                bust(look[i], "calm", 300),
                395 + i * 270,
                440 - 22 * (i in (1, 2)),
                1.95,
            )
        )
    for i in range(5):
        y = 620 + 24 * abs(i - 2) - 10
        c.add(placed(bust(look[4 + i], "calm", 200), 210 + i * 295, y, 2.35))


def share_default(c: Canvas) -> None:
    """A calm rosette of eight people, arms open, in the colours of the years."""
    c.backdrop("#00237A", BLUE, "#0B46C0", turn=35)
    c.add(c.glow(600, 315, 520, "#6FA3F0", "99"))
    for i in range(9):
        c.add(
            circle(
                600,
                315,
                275 + i * 56,
                "none",
                stroke=WHITE,
                stroke_width=1.5,
                opacity=round(0.2 - i * 0.018, 3),
            )
        )
    petal = (
        "M0-64C64-78 92-122 86-176C60-140 34-130 0-130C-34-130-60-140-86-176"
        "C-92-122-64-78 0-64Z"
    )
    for k, hue in enumerate(RAINBOW):
        join = {"stroke": hue, "stroke_width": 12, "stroke_linejoin": "round"}
        shape = [
            path(petal, hue, **join),
            path("M0-64C64-78 92-122 86-176C60-140 34-130 0-130Z", "#00000014"),
        ]
        body = group(shape, transform="scale(.84 1.14)")
        face = circle(0, -204, 28, SKINS[(k * 3) % 7])
        c.add(placed([body, face], 600, 315, 1, k * 45))
    c.add(
        circle(600, 315, 52, CREAM),
        circle(600, 315, 34, GOLD),
        circle(600, 315, 15, CREAM),
    )
    for x, y, s, t in [
        (130, 480, 0.7, -18),
        (235, 400, 0.45, -22),
        (985, 190, 0.6, -16),
        (1085, 120, 0.8, -22),
    ]:
        c.add(placed(bird(WHITE, SKY), x, y, s, t))


SCENES = {
    "home-hero": home_hero,
    "who-we-are": who_we_are,
    "share-default": share_default,
}
