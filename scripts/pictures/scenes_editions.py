"""Emblems of the editions, 2017 to 2020: voices, paths, rings, lanterns."""

from __future__ import annotations

import math

from scripts.pictures.faces import SKINS, Look
from scripts.pictures.people import STAND, WALK, actor
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
    darker,
    ellipse,
    group,
    hill,
    lighter,
    limb,
    mix,
    path,
    placed,
    rect,
    smooth,
    stamped,
    stroke,
)


def edition_2017(c: Canvas) -> None:
    """Voices: a crowd built of arcs, its song rising in wider arcs."""
    red = ACCENTS[2017]
    c.backdrop(SAND, CREAM, MIST)
    for i in range(9):
        tint = mix(red, CREAM, 0.9 - i * 0.11)
        width = 26 if i % 2 else 46
        c.add(stroke(arc(1010, 640, 780 - i * 74, 180, 360), tint, width))
    c.add(c.glow(1010, 560, 420, "#FFB08C", "99"))
    people = [stamp_person(c, hue, skin) for hue, skin in crowd_colours(red)]
    for row in range(6):
        for k in range(-1, 9):
            x = k * 212 + (106 if row % 2 else 0)
            key = people[c.random.randrange(len(people))]
            c.add(stamped(key, x, 590 + row * 98))
    shade = c.gradient("#00175A00", "#00175A66")
    c.add(rect(0, 720, 1600, 280, shade))


def crowd_colours(red: str) -> list[tuple[str, str]]:
    """Coat and skin of the people in the crowd; red is rare."""
    coats = [BLUE, ROYAL, AZURE, DEEP, red, BLUE, SKY, ROYAL, lighter(red, 0.3), DEEP]
    return [(coat, SKINS[(i * 3) % len(SKINS)]) for i, coat in enumerate(coats)]


def stamp_person(c: Canvas, coat: str, skin: str) -> str:
    """A person made of rings and a round head."""
    bands = [coat, lighter(coat, 0.8), coat, lighter(coat, 0.5), darker(coat, 0.3)]
    body = [circle(0, 60, 116 - i * 22, hue) for i, hue in enumerate(bands)]
    return c.stamp([*body, circle(0, -78, 34, skin)])


def edition_2018(c: Canvas) -> None:
    """Paths: many ways that cross, meet and go on together."""
    teal = ACCENTS[2018]
    c.backdrop("#001F7A", BLUE, "#0B62B8", turn=-25)
    c.add(c.glow(1330, 210, 620, "#7FE3E6"))
    c.add(circle(1330, 210, 120, CREAM))
    hues = [ROYAL, teal, MIST, DEEP, lighter(teal, 0.45), AZURE, teal, CREAM, NAVY, SKY]
    order = [4, 8, 1, 6, 0, 9, 3, 7, 2, 5]
    for i, (hue, end) in enumerate(zip(hues, order, strict=True)):
        begin = 60 + i * 112
        points: list[Point] = [
            (-80, begin + 60),
            (260, begin + 10 - 60 * math.sin(i * 1.7)),
            (640, 600 + (end - 4.5) * 62),
            (980, 560 + (i - 4.5) * 46),
            (1290, 420 + (end - 4.5) * 34),
            (1700, 330 + (end - 4.5) * 78),
        ]
        line = smooth(points)
        c.add(stroke(line, "#000F45", 58, opacity=0.3, transform="translate(0 9)"))
        c.add(stroke(line, hue, 50))
        c.add(stroke(line, lighter(hue, 0.5), 2.5, stroke_dasharray="2 22"))
        for x, y in (points[1], points[3 + i % 2]):
            c.add(circle(x, y, 15, WHITE), circle(x, y, 8, darker(hue, 0.35)))


def rings(c: Canvas, x: float, y: float, hues: list[str]) -> None:
    """Year rings of a tree, from the outermost inwards."""
    count = len(hues)
    for i, hue in enumerate(hues):
        r = 900 * (1 - i / count) ** 1.15 + 16
        points = []
        for k in range(18):
            a = k * math.tau / 18
            wave = 0.045 * math.sin(2 * a + 0.6) + 0.03 * math.sin(3 * a + i * 0.12)
            wave += 0.012 * c.random.uniform(-1, 1)
            points.append(
                (
                    x + r * (1 + wave) * math.cos(a),
                    y + r * (1 + wave) * math.sin(a) * 0.94,
                )
            )
        c.add(path(smooth(points, closed=True), hue))


def edition_2019(c: Canvas) -> None:
    """Those who came before: three generations before the rings of a tree."""
    gold = ACCENTS[2019]
    c.backdrop(DEEP, BLUE)
    hues = [DEEP, BLUE, ROYAL, BLUE, AZURE, ROYAL, SKY, AZURE, MIST, CREAM, SAND]
    hues += ["#F9CE78", gold, "#F9CE78", CREAM, gold, "#E2912A", gold, "#F9CE78", CREAM]
    hues += [gold, "#D97F20", gold]
    rings(c, 980, 440, hues)
    c.add(c.glow(980, 440, 330, "#FFF5E4", "88"))
    c.add(hill([(-20, 830), (350, 790), (800, 822), (1250, 800), (1620, 850)], NAVY))
    elder = Look("#A96C40", "#D8D3CC", "bun", "#C9412F", "#8E2F3B", CREAM)
    adult = Look("#865033", "#1D1412", "beard", WHITE, "#1F3E9E", gold)
    child = Look("#A96C40", "#1D1412", "curls", gold, "#12A5B5", WHITE)
    c.add(ellipse(640, 812, 330, 16, "#000B3A", opacity=0.5))
    c.add(placed(actor(elder, WALK, robe=True), 430, 628, 1.95))
    c.add(placed(actor(adult, WALK), 640, 612, 2.1))
    c.add(placed(actor(child, STAND, robe=True), 800, 704, 1.15))
    c.add(limb((709, 590), (752, 655), 10, 9, darker(WHITE, 0.1)))
    c.add(limb((752, 655), (766, 676), 8, 8, "#865033"))
    c.add(limb((800, 660), (770, 682), 8, 7, darker(gold, 0.1)))


def lantern(hue: str, light: str) -> list[str]:
    """A paper lantern that glows from within; its middle is the origin."""
    ribs = "".join(
        f"M{-w} {y}Q0 {y + 9} {w} {y}"
        for w, y in [(37, -34), (46, -10), (46, 16), (38, 38)]
    )
    return [
        path("M-26-58H26C56-30 56 30 30 58H-30C-56 30-56-30-26-58Z", hue),
        path("M-26-58H26C56-30 56 30 30 58H-30C-56 30-56-30-26-58Z", light),
        stroke(ribs, darker(hue, 0.18), 2, opacity=0.6),
        rect(-27, -64, 54, 9, darker(hue, 0.3), rx=3),
        rect(-31, 55, 62, 8, darker(hue, 0.3), rx=3),
        path("M-6 63L0 84L6 63Z", darker(hue, 0.1)),
    ]


def edition_2020(c: Canvas) -> None:
    """Lanterns: lights that rise together from many places."""
    violet = ACCENTS[2020]
    c.backdrop("#000F45", "#0A1F7C", "#3A35A8", "#8A6BE0")
    for _ in range(70):
        x, y = c.random.uniform(0, 1600), c.random.uniform(0, 560)
        c.add(circle(x, y, c.random.uniform(0.8, 2.4), WHITE, opacity=0.55))
    c.add(
        hill(
            [(-20, 760), (260, 690), (620, 770), (1000, 680), (1350, 745), (1620, 690)],
            "#3B3AA6",
        )
    )
    c.add(
        hill([(-20, 830), (320, 790), (760, 845), (1180, 770), (1620, 820)], "#1D2A86")
    )
    c.add(hill([(-20, 925), (420, 880), (860, 930), (1240, 885), (1620, 935)], NAVY))
    for k in range(46):
        x = c.random.uniform(20, 1580)
        y = c.random.uniform(850, 905) if k % 2 else c.random.uniform(905, 975)
        c.add(rect(x, y, 7, 10, GOLD, opacity=round(c.random.uniform(0.4, 0.95), 2)))
    hues = [violet, "#F5B869", "#B79CF5", "#F08C6A", "#E9DDFB", violet, "#F7CF8C"]
    spots = [
        (250, 300, 1.9), (520, 560, 1.15), (690, 210, 1.2), (930, 420, 2.3),
        (1210, 190, 1.45), (1400, 520, 1.7), (1240, 700, 0.8), (390, 720, 0.75),
        (130, 610, 0.9), (1520, 260, 0.8), (760, 690, 0.7), (440, 110, 0.65),
        (960, 130, 0.6), (1085, 600, 0.6), (90, 130, 0.55), (640, 430, 0.55),
    ]  # fmt: skip
    light = c.radial("#FFF6D8EE", "#FFE9A866", "#FFE9A800", y="66%")
    lit = []
    for i, (x, y, size) in enumerate(spots):
        c.add(c.glow(x, y + 20 * size, 150 * size, "#FFD9A0", "77"))
        tilt = c.random.uniform(-7, 7)
        lit.append(placed(lantern(hues[i % len(hues)], light), x, y, size, tilt))
    c.add(group(lit))


SCENES = {
    "edition-2017": edition_2017,
    "edition-2018": edition_2018,
    "edition-2019": edition_2019,
    "edition-2020": edition_2020,
}
