"""Scenes of meeting: the circle in Bristol, the concert in the chapel."""

from __future__ import annotations

import math

from scripts.pictures.faces import back_view, bust, cast, sitter
from scripts.pictures.objects import (
    balloon,
    chair,
    fiddle,
    house,
    tree,
)
from scripts.pictures.people import LISTEN, SIT, STAND, actor, facing
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
    SKY,
    WHITE,
    Canvas,
    Point,
    arch,
    circle,
    ellipse,
    hill,
    lighter,
    path,
    placed,
    polygon,
    rect,
    stamped,
    stroke,
)


GREEN = ACCENTS[2022]


def bridge(c: Canvas) -> None:
    """A suspension bridge over a gorge."""
    left: list[Point] = [(-20, 318), (200, 306), (424, 322), (476, 400), (452, 470)]
    right: list[Point] = [(1000, 640), (984, 560), (1010, 470), (972, 400)]
    for shift, hue in ((0, "#A9C6F0"), (34, "#86AEE8"), (80, "#6C98DC")):
        near = [
            (x - shift * 1.5, y + shift) for x, y in [*left, (486, 540), (500, 650)]
        ]
        far = [
            (x + shift * 1.5, y + shift)
            for x, y in [*right, (1026, 322), (1240, 306), (1640, 300)]
        ]
        c.add(
            hill([(-120, near[0][1]), *near], hue, 720),
            hill([*far, (1720, far[-1][1])], hue, 720),
        )
    for x, size in (
        (60, 70),
        (130, 92),
        (215, 74),
        (300, 60),
        (1170, 66),
        (1250, 88),
        (1345, 72),
        (1440, 96),
        (1545, 80),
    ):
        c.add(placed(tree(size, "#4E9C8A"), x, 318))
    c.add(rect(-20, 620, 1660, 90, c.gradient("#B8D6FA", AZURE)))
    for k in range(7):
        c.add(
            stroke(
                f"M{500 + k * 70} {640 + (k % 3) * 18}h{60 + 14 * (k % 2)}",
                WHITE,
                4,
                opacity=0.6,
            )
        )
    c.add(rect(-20, 318, 1660, 13, DEEP))
    cable = "M-20 240Q160 300 372 150Q720 470 1078 150Q1300 300 1620 200"
    c.add(stroke(cable, DEEP, 5))
    for x in range(400, 1070, 26):
        t = (x - 372) / 706
        y = (1 - t) ** 2 * 150 + 2 * t * (1 - t) * 470 + t * t * 150
        c.add(stroke(f"M{x} {y:.0f}V320", DEEP, 2))
    for x in (372, 1078):
        c.add(
            polygon(
                [(x - 34, 400), (x - 24, 140), (x + 24, 140), (x + 34, 400)], "#C98A4B"
            )
        )
        c.add(path(arch(x, 318, 24, 130), SKY), rect(x - 30, 130, 60, 16, "#A96C33"))
        c.add(rect(x - 44, 380, 88, 60, "#A96C33"))


def one_city_many_stories(c: Canvas) -> None:
    """A circle of talk before Bristol's bridge, terraces and balloons."""
    gold = ACCENTS[2019]
    c.backdrop("#FFE6AE", "#FFF2D6", MIST)
    c.add(c.glow(720, 330, 520, "#FFD778"))
    bridge(c)
    for x, y, s, one, two in [
        (240, 130, 0.95, gold, BLUE),
        (720, 120, 1.15, ROYAL, CREAM),
        (1320, 110, 1.0, "#E8442E", gold),
        (960, 70, 0.5, "#12A5B5", WHITE),
        (500, 60, 0.45, "#D1386F", CREAM),
    ]:
        c.add(placed(balloon(one, two), x, y, s))
    walls = [
        "#F0A35E",
        "#6FA3F0",
        "#F6C9C0",
        gold,
        "#8FCFC4",
        "#E87461",
        "#F7E3B4",
        ROYAL,
        "#C7B4EE",
    ]
    lit = [MIST, "#FFF3CF", SKY]
    for i in range(13):
        x = -40 + i * 76 if i < 6 else 1130 + (i - 6) * 76
        floor = 560 + 16 * (i % 2)
        c.add(*house(x, floor, 74, 76, walls[(i * 4 + 1) % len(walls)], lit))
        c.add(rect(x - 2, floor, 80, 90, "#5E8AD2"))
    for i in range(15):
        x = -20 + i * 110
        lift = 46 * math.cos((x - 760) / 480)
        c.add(*house(x, 700, 108, 96 + 26 * (i % 2) - lift, walls[i % len(walls)], lit))
    c.add(rect(0, 690, 1600, 310, c.gradient("#4C86C8", BLUE, DEEP)))
    c.add(
        ellipse(800, 880, 720, 104, lighter(gold, 0.15)),
        ellipse(800, 880, 600, 80, lighter(gold, 0.45)),
    )
    for x, size in ((60, 1.5), (1540, 1.6)):
        c.add(placed(tree(150 * size, "#2F8F6B"), x, 760))
    clothes = [ROYAL, "#E8442E", CREAM, "#12A5B5", gold, "#7C5CDB", WHITE]
    look = cast(c.random, 11, clothes)
    for i in range(5):
        x = 520 + i * 140
        c.add(placed(sitter(look[i]), x, 690 - 14 * math.sin(math.pi * i / 4), 0.92))
    seats = [
        (170, 800, 1.6, False),
        (390, 846, 1.8, False),
        (1210, 846, 1.8, True),
        (1430, 800, 1.6, True),
    ]
    for i, (x, y, size, left) in enumerate(seats):
        pose = SIT if i % 2 else LISTEN
        c.add(
            facing(chair(NAVY), x, y, size, left),
            facing(actor(look[5 + i], pose, robe=i in (0, 3)), x, y, size, left),
        )
    for x, look_back in ((690, look[9]), (910, look[10])):
        c.add(placed(back_view(look_back), x, 900, 1.2))


def rose(c: Canvas, x: float, y: float, r: float) -> None:
    """A rose window of petals and roundels."""
    c.add(c.glow(x, y, r * 2.5, "#8FE3BE", "88"), circle(x, y, r + 26, "#0A1A55"))
    c.add(circle(x, y, r + 12, GOLD, opacity=0.7), circle(x, y, r, "#081242"))
    outer = [GREEN, AZURE, GOLD, "#8FD3B4", ROYAL, "#F28C6A"]
    petal = (
        f"M0-{r * 0.3:.0f}C{r * 0.2:.0f}-{r * 0.45:.0f} {r * 0.17:.0f}-{r * 0.72:.0f}"
        f" 0-{r * 0.74:.0f}C-{r * 0.17:.0f}-{r * 0.72:.0f}-{r * 0.2:.0f}-{r * 0.45:.0f}"
        f" 0-{r * 0.3:.0f}Z"
    )
    for k in range(12):
        hue = outer[k % 6]
        c.add(placed([path(petal, lighter(hue, 0.25))], x, y, 1, k * 30))
        a = math.radians(k * 30 + 15)
        c.add(
            circle(
                x + r * 0.83 * math.cos(a),
                y + r * 0.83 * math.sin(a),
                r * 0.13,
                outer[(k + 2) % 6],
            )
        )
        c.add(
            circle(
                x + r * 0.83 * math.cos(a), y + r * 0.83 * math.sin(a), r * 0.06, CREAM
            )
        )
    for k in range(8):
        a = math.radians(k * 45)
        c.add(
            circle(
                x + r * 0.17 * math.cos(a),
                y + r * 0.17 * math.sin(a),
                r * 0.075,
                SKY if k % 2 else GOLD,
            )
        )
    c.add(circle(x, y, r * 0.1, CREAM))


def union_chapel_2022(c: Canvas) -> None:
    """A concert in a chapel, under a glowing rose window."""
    c.backdrop("#0A1A55", "#10307A", "#2A3A78")
    c.add(
        path(arch(800, 900, 980, 890), "#16409A"),
        path(arch(800, 900, 860, 820), c.gradient("#0E2C7A", "#1C5A86", "#E0A860")),
    )
    rose(c, 800, 300, 190)
    for x in (180.0, 1420):
        c.add(
            path(arch(x, 640, 250, 470), "#0B1F63"),
            path(arch(x, 628, 210, 436), c.gradient("#8FD3B4", GREEN, BLUE)),
        )
        c.add(
            stroke(
                f"M{x} 192V628M{x - 105} 400H{x + 105}M{x - 105} 520H{x + 105}",
                "#0B1F63",
                7,
            )
        )
        c.add(circle(x, 290, 44, GOLD, opacity=0.85), circle(x, 290, 22, CREAM))
    for x in (355, 1245):
        c.add(
            rect(
                x - 30,
                250,
                60,
                640,
                c.gradient("#3558B5", "#1B3A92", "#0C2066", turn=0),
            )
        )
        c.add(rect(x - 46, 232, 92, 26, "#4C6CC4", rx=6))
    c.add(
        polygon(
            [(690, 524), (910, 524), (1130, 800), (470, 800)],
            c.gradient("#FFF0C955", "#FFF0C900"),
        )
    )
    clothes = [GREEN, CREAM, "#8FD3B4", WHITE, GOLD, ROYAL, "#E87461"]
    look = cast(c.random, 18, clothes)
    keys = [c.stamp(bust(person, "sing")) for person in look[:12]]
    for row, count in enumerate([8, 9]):
        for k in range(count):
            x = 800 + (k - (count - 1) / 2) * 82
            c.add(stamped(keys[(k * 5 + row * 3) % 12], x, 570 + row * 74, 0.74))
    c.add(
        rect(360, 756, 880, 90, c.gradient("#B5713F", "#6E3B1E")),
        rect(360, 750, 880, 12, "#E0A860"),
    )
    c.add(
        placed(actor(look[12], STAND, robe=True), 560, 664, 1.05),
        placed(fiddle(), 600, 614, 0.6, 66),
    )
    c.add(
        facing(actor(look[13], STAND), 1040, 664, 1.05, True),
        placed(fiddle(cello=True), 1000, 680, 0.9, 8),
    )
    for x in (396, 450, 1150, 1204):
        c.add(
            c.glow(x, 720, 60, "#FFD98A", "CC"),
            rect(x - 5, 722, 10, 30, CREAM),
            ellipse(x, 714, 5, 10, GOLD),
        )
    crowd = [
        c.stamp([*back_view(person)])
        for person in cast(c.random, 9, ["#16307F", "#0E2468", "#1D4A8C", "#14506B"])
    ]
    for row in range(3):
        for k in range(15):
            x = k * 116 + (58 if row % 2 else 0) - 12
            c.add(
                stamped(
                    crowd[(k * 4 + row * 2) % 9], x, 836 + row * 62, 0.8 + row * 0.14
                )
            )
    c.add(rect(0, 780, 1600, 220, c.gradient("#00175A00", "#000F45CC")))


SCENES = {
    "one-city-many-stories": one_city_many_stories,
    "union-chapel-2022": union_chapel_2022,
}
