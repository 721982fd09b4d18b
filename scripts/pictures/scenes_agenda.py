"""The landscape of the 2030 Agenda."""

from __future__ import annotations

import math

from scripts.pictures.faces import cast
from scripts.pictures.objects import leaf, tree
from scripts.pictures.people import GREET, STAND, Pose, actor
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    GOLD,
    ROYAL,
    SKY,
    WHITE,
    Canvas,
    Point,
    circle,
    darker,
    hill,
    limb,
    path,
    placed,
    polygon,
    rect,
    smooth,
    stroke,
)


RAINBOW = [ACCENTS[year] for year in (2017, 2024, 2019, 2021, 2022, 2018, 2020, 2023)]
CLOTHES = [CREAM, "#E8442E", GOLD, AZURE, "#12A5B5", WHITE, "#D1386F", "#F5822A"]


def turbine(c: Canvas, x: float, floor: float, size: float, turn: float) -> None:
    """A wind turbine."""
    c.add(
        polygon(
            [
                (x - 5 * size, floor),
                (x - 2 * size, floor - 230 * size),
                (x + 2 * size, floor - 230 * size),
                (x + 5 * size, floor),
            ],
            WHITE,
        )
    )
    for k in range(3):
        c.add(
            placed(
                [path("M0 0C14-20 10-70 0-120C-6-70-6-20 0 0Z", WHITE)],
                x,
                floor - 230 * size,
                size,
                turn + k * 120,
            )
        )
    c.add(circle(x, floor - 230 * size, 7 * size, SKY))


def field(c: Canvas, points: list[Point], hue: str, rows: int) -> None:
    """A sloping field with furrows."""
    c.add(hill(points, hue))
    for k in range(1, rows):
        line = [(x, y + k * 24 + k * k * 1.5) for x, y in points]
        c.add(stroke(smooth(line), darker(hue, 0.12), 3, opacity=0.6))


LIFT = Pose(
    (6, -60), (12, -85), ((24, -66), (28, -70)), ((44, -96), (50, -92)),
    ((8, 46), (-6, 46)), ((10, 92), (-14, 92)),
)  # fmt: skip


def agenda_2030(c: Canvas) -> None:
    """A shared landscape: fields, a river, wind, a town, people planting."""
    c.backdrop(AZURE, SKY, "#FFF1D0")
    c.add(c.glow(480, 420, 600, "#FFF0B8", "EE"), circle(480, 420, 150, "#FFE08A"))
    for r in range(3):
        c.add(
            circle(
                480,
                420,
                200 + r * 60,
                "none",
                stroke="#FFF5E4",
                stroke_width=8,
                opacity=0.5 - r * 0.13,
            )
        )
    c.add(
        hill(
            [(-20, 520), (260, 440), (560, 510), (880, 400), (1240, 490), (1620, 420)],
            "#5C93E0",
        )
    )
    for x, w, h in [
        (1010, 50, 120),
        (1064, 42, 170),
        (1110, 60, 96),
        (1174, 40, 146),
        (1218, 56, 110),
    ]:
        c.add(rect(x, 520 - h, w, h + 60, BLUE if w > 45 else ROYAL))
        c.add(
            *(
                rect(x + 9 + 17 * (k % 2), 534 - h + 24 * (k // 2), 9, 12, "#FFE9B0")
                for k in range(6)
            )
        )
    for x, floor, size, turn in [
        (700, 500, 0.95, 10),
        (820, 470, 1.25, 50),
        (1400, 500, 1.15, 85),
        (1530, 490, 0.85, 30),
    ]:
        turbine(c, x, floor, size, turn)
    field(
        c, [(-20, 560), (300, 530), (700, 590), (1100, 540), (1620, 570)], "#8CCB8A", 5
    )
    field(
        c, [(-20, 640), (360, 600), (760, 700), (1160, 650), (1620, 660)], "#4FB286", 6
    )
    c.add(
        path(
            (
                "M930 560C860 610 1120 650 1010 720C900 790 640 800 560 1010"
                "H1060C1060 900 1260 800 1240 720C1226 650 980 620 960 560Z"
            ),
            c.gradient(SKY, AZURE, ROYAL),
        )
    )
    for k, (x, y, w) in enumerate(
        [
            (1030, 690, 60),
            (960, 760, 90),
            (860, 830, 100),
            (780, 910, 120),
            (900, 950, 90),
        ]
    ):
        c.add(stroke(f"M{x} {y}h{w}", WHITE, 4 + k * 0.4, opacity=0.55))
    field(c, [(-20, 760), (260, 740), (470, 800), (560, 1010)], "#1E8F6E", 5)
    c.add(hill([(1080, 1010), (1160, 860), (1320, 790), (1620, 760)], "#1E8F6E"))
    for x, floor, size in [
        (80, 620, 120),
        (180, 606, 90),
        (1340, 640, 110),
        (1450, 634, 150),
        (1560, 640, 120),
        (300, 604, 70),
    ]:
        c.add(placed(tree(size, "#1E7F72"), x, floor))
    for k in range(13):
        x = 1150 + 36 * k
        c.add(
            circle(x, 880 + 60 * math.sin(k * 1.9), 9, RAINBOW[k % 8]),
            stroke(f"M{x} {890 + 60 * math.sin(k * 1.9):.0f}v44", "#0F5E4B", 4),
        )
    look = cast(c.random, 4, ["#E8442E", CREAM, ROYAL, GOLD])
    c.add(
        placed(actor(look[0], GREET, robe=True), 150, 790, 1.7),
        placed(actor(look[1], LIFT), 1330, 720, 1.7),
    )
    c.add(placed(actor(look[2], STAND, robe=True), 1500, 740, 1.55))
    c.add(limb((300, 950), (300, 760), 7, 5, "#5B2F1C"))
    for k in range(6):
        c.add(
            placed(
                leaf(86, "#9BBF3B"),
                300,
                850 - k * 20,
                1,
                -20 - 4 * k if k % 2 else -160 + 4 * k,
            )
        )
    c.add(placed(leaf(80, "#B7D65A"), 300, 764, 1, -90))


SCENES = {
    "agenda-2030": agenda_2030,
}
