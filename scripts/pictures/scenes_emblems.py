"""Emblems of the editions, 2021 to 2024: birds, healing, threads, home."""

from __future__ import annotations

import math

from scripts.pictures.objects import bird, house, leaf, tree
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
    arch,
    circle,
    darker,
    ellipse,
    hill,
    lighter,
    mix,
    path,
    placed,
    polygon,
    rect,
    smooth,
    stroke,
)


def edition_2021(c: Canvas) -> None:
    """Birds: a flock of folded paper over great arcs."""
    lime = ACCENTS[2021]
    c.backdrop("#F7FBE6", "#E4F0F7", SKY)
    hues = [MIST, SKY, AZURE, ROYAL, BLUE, DEEP, lime, CREAM, lime, BLUE, NAVY]
    for i, hue in enumerate(hues):
        c.add(circle(1330, 1130, 980 - i * 84, hue))
    c.add(circle(330, 250, 105, lighter(lime, 0.35)))
    c.add(c.glow(330, 250, 330, "#E6F2A8", "99"))
    pairs = [
        (lime, "#7DA022"),
        (WHITE, SKY),
        (ROYAL, BLUE),
        (CREAM, lime),
        (BLUE, DEEP),
    ]
    for i in range(19):
        t = i / 18
        x = 140 + 1290 * t + 60 * math.sin(i * 2.3)
        y = 850 - 690 * t**0.8 + 120 * math.sin(i * 1.9)
        size = 0.62 + 1.15 * (0.5 + 0.5 * math.sin(i * 2.7 + 0.8))
        c.add(placed(bird(*pairs[i % 5]), x, y, size, -24 + 9 * math.sin(i)))


def plant(c: Canvas, green: str) -> None:
    """A stem with pairs of leaves, rising out of the vessel."""
    stem = [(800, 470), (792, 380), (812, 280), (796, 170), (806, 90)]
    c.add(stroke(smooth(stem), darker(green, 0.25), 10))
    sides = [(797, 410, 150), (806, 320, 175), (806, 235, 150), (798, 165, 112)]
    for i, (x, y, length) in enumerate(sides):
        c.add(placed(leaf(length, green), x, y, 1, -24 - i * 6))
        c.add(placed(leaf(length, mix(green, BLUE, 0.2)), x, y + 26, 1, -156 + i * 6))
    c.add(placed(leaf(84, lighter(green, 0.2)), 805, 100, 1, -84))
    for x, y in [(905, 120), (690, 130), (965, 232)]:
        c.add(circle(x, y, 17, GOLD), circle(x, y, 8, CREAM))


def edition_2022(c: Canvas) -> None:
    """Healing: a mended vessel, its seams of gold, and new growth."""
    green = ACCENTS[2022]
    c.backdrop("#D8EFE2", "#EAF4EA", CREAM)
    c.add(path(arch(800, 860, 900, 830), c.gradient("#BFE3CF", "#EAF5E4")))
    c.add(path(arch(800, 860, 690, 700), c.gradient(CREAM, "#FFE9B8")))
    c.add(rect(0, 856, 1600, 144, c.gradient(green, "#0C6B4A")))
    c.add(ellipse(800, 884, 300, 26, "#063C2B", opacity=0.45))
    plant(c, green)
    body = (
        "M690 450H910C906 490 940 510 985 560C1070 655 1030 820 900 880H700"
        "C570 820 530 655 615 560C660 510 694 490 690 450Z"
    )
    fill = c.gradient(AZURE, BLUE, DEEP, turn=30)
    seams = [
        [
            (560, 700),
            (650, 660),
            (700, 700),
            (770, 640),
            (830, 668),
            (930, 600),
            (1010, 610),
        ],
        [(770, 640), (740, 560), (700, 530), (672, 495)],
        [(830, 668), (850, 760), (910, 800), (930, 890)],
        [(700, 700), (690, 790), (730, 890)],
        [(850, 760), (780, 800), (690, 790)],
    ]
    gold = [stroke("M" + "L".join(f"{x} {y}" for x, y in s), GOLD, 9) for s in seams]
    shine = [
        stroke("M" + "L".join(f"{x} {y - 2}" for x, y in s), "#FFE7A6", 2.5)
        for s in seams
    ]
    band = path("M540 600H1060V634H540Z", WHITE, opacity=0.1)
    light = ellipse(
        650, 660, 46, 150, WHITE, opacity=0.14, transform="rotate(14 650 660)"
    )
    c.add(c.clipped(body, [path(body, fill), band, light, *gold, *shine]))
    c.add(rect(672, 438, 256, 26, darker(BLUE, 0.3), rx=13))
    for x, height, hue in [
        (170, 300, green),
        (300, 190, ROYAL),
        (1330, 200, ROYAL),
        (1450, 320, green),
    ]:
        for k in range(5):
            turn = -90 + (k - 2) * 24
            c.add(placed(leaf(height * (1 - abs(k - 2) * 0.13), hue), x, 866, 1, turn))


def edition_2023(c: Canvas) -> None:
    """Threads: a cloth in the making, loose ends still free."""
    rose = ACCENTS[2023]
    c.backdrop(NAVY, BLUE, "#3B2A94", turn=0)
    c.add(c.glow(1250, 430, 700, "#F08BB0", "66"))
    hues = [rose, "#F28CB1", CREAM, rose, "#8F1F4E", "#F6B9CF", GOLD, rose]
    columns = [AZURE, MIST, ROYAL, SKY, BLUE]
    step = 62.0
    for i in range(15):
        hue, y = hues[i % len(hues)], 66 + i * step
        free = 830 + 90 * math.sin(i * 0.9)
        ends = [(-40, y), (free, y), (free + 240, y + 90 * math.sin(i * 1.3))]
        ends += [(1340, 480 + (i - 7) * 40), (1680, 470 + (7 - i) * 92)]
        line = smooth(ends)
        c.add(stroke(line, "#000B3A", 30, opacity=0.35, transform="translate(0 7)"))
        c.add(stroke(line, hue, 26), stroke(line, lighter(hue, 0.45), 3))
    for k in range(14):
        x, hue = 34 + k * step, columns[k % len(columns)]
        tip = 200 * (k / 14) ** 3
        for row in range(16):
            if (row + k) % 2:
                continue
            y = 66 + (row - 0.5) * step
            if y < 40 + tip * 0.2 or x > 790 + 80 * math.sin(row * 0.9):
                continue
            c.add(
                rect(x - 17, y - 47 + step / 2, 34, 94, "#000B3A", rx=12, opacity=0.3)
            )
            c.add(rect(x - 15, y - 50 + step / 2, 30, 94, hue, rx=12))
            c.add(rect(x - 9, y - 44 + step / 2, 5, 80, WHITE, rx=2, opacity=0.28))


def town_row(
    c: Canvas, floor: float, size: float, walls: list[str], lit: list[str]
) -> None:
    """A street of houses of one size across the picture."""
    x = -60.0
    while x < 1640:
        width = c.random.uniform(104, 148) * size
        height = c.random.uniform(120, 190) * size
        wall = walls[c.random.randrange(len(walls))]
        panes = c.random.sample(lit, 3)
        kind = c.random.random()
        if kind < 0.2:
            half = f"{width / 2:.0f}"
            c.add(rect(x, floor - height, width, height, wall))
            c.add(
                path(
                    f"M{x:.0f} {floor - height:.0f}a{half} {half} 0 0 1 {width:.0f} 0Z",
                    darker(wall, 0.3),
                )
            )
            c.add(
                path(arch(x + width / 2, floor, width * 0.34, height * 0.66), panes[0])
            )
        elif kind < 0.36:
            c.add(rect(x, floor - height * 1.5, width, height * 1.5, wall))
            c.add(
                rect(x - 5, floor - height * 1.5 - 8, width + 10, 12, darker(wall, 0.3))
            )
            for k in range(9):
                wx, wy = (
                    x + width * (0.14 + 0.27 * (k % 3)),
                    floor - height * (1.38 - 0.4 * (k // 3)),
                )
                c.add(
                    rect(
                        wx,
                        wy,
                        width * 0.18,
                        height * 0.24,
                        lit[(k + int(x)) % len(lit)],
                    )
                )
        else:
            c.add(*house(x, floor, width, height, wall, panes))
        x += width + 3


def edition_2024(c: Canvas) -> None:
    """Our home: a hillside of every kind of house, windows lit."""
    orange = ACCENTS[2024]
    c.backdrop("#FFD9A8", "#FFE9CC", MIST)
    c.add(c.glow(800, 330, 560, "#FFB061"))
    c.add(circle(800, 330, 235, c.gradient("#FFB45E", orange)))
    for x, y, w in [(250.0, 200, 210), (1290, 140, 260), (1430, 300, 150)]:
        c.add(
            rect(x, y, w, 26, WHITE, rx=13, opacity=0.75),
            rect(x + 50, y + 20, w * 0.7, 22, WHITE, rx=11, opacity=0.6),
        )
    lit = ["#FFE08A", "#FFF3CF", "#FFC45E", "#BFD6F7"]
    layers = [
        (505, 0.62, [SKY, AZURE, MIST, "#F9C48B"]),
        (640, 0.8, [AZURE, ROYAL, "#F6A45A", CREAM]),
        (800, 1.05, [ROYAL, BLUE, orange, SAND, AZURE]),
        (1000, 1.4, [BLUE, DEEP, orange, CREAM, ROYAL, "#D9602A"]),
    ]
    for floor, size, walls in layers:
        ground = mix(SKY, NAVY, (floor - 480) / 540)
        c.add(
            hill(
                [
                    (-20, floor - 30),
                    (500, floor - 46),
                    (1100, floor - 20),
                    (1620, floor - 40),
                ],
                ground,
            )
        )
        town_row(c, floor, size, walls, lit)
        c.add(rect(0, floor - 4, 1600, 60, ground))
        for _ in range(4):
            x = c.random.uniform(40, 1560)
            c.add(placed(tree(140 * size, mix("#2F8F6B", BLUE, 0.25)), x, floor))
    c.add(polygon([(0, 960), (1600, 960), (1600, 1000), (0, 1000)], NAVY))


SCENES = {
    "edition-2021": edition_2021,
    "edition-2022": edition_2022,
    "edition-2023": edition_2023,
    "edition-2024": edition_2024,
}
