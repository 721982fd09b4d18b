"""The exhibition's banners, with abstract strokes of ink."""

from __future__ import annotations

import math

from scripts.pictures.faces import cast
from scripts.pictures.people import STAND, WALK, actor, facing
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    DEEP,
    GOLD,
    ROYAL,
    WHITE,
    Canvas,
    Point,
    circle,
    ellipse,
    path,
    placed,
    polygon,
    rect,
    smooth,
    stroke,
)


ROSE = ACCENTS[2023]


def brush(points: list[Point], width: float, colour: str) -> str:
    """A stroke of a broad pen: thick in the middle, fine at its ends."""
    left, right = [], []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(i - 1, 0)]
        bx, by = points[min(i + 1, last)]
        way = math.atan2(by - ay, bx - ax)
        swell = abs(math.sin(way - 0.9)) * 0.75 + 0.25
        half = width * swell * math.sin(math.pi * (0.06 + 0.9 * i / last)) ** 0.6 / 2
        left.append((x - half * math.sin(way), y + half * math.cos(way)))
        right.append((x + half * math.sin(way), y - half * math.cos(way)))
    return path(smooth(left + right[::-1], closed=True), colour)


def flourish(kind: int, ink: str, second: str) -> list[str]:
    """Abstract strokes for one banner, about 200 by 480; no script at all."""
    strokes = []
    line: list[Point]
    for k in range(5):
        t = k / 4
        if kind == 0:
            line = [
                (-96 + 12 * k, 200 - 36 * k),
                (-70, 20 - 40 * k),
                (10, -70 - 30 * k),
                (96, -90 - 28 * k),
            ]
        elif kind == 1:
            r = 30 + 21 * k
            turns = [math.radians(200 + 50 * k + a * 46) for a in range(6)]
            line = [
                (r * 0.86 * math.cos(a), -20 + r * 1.5 * math.sin(a)) for a in turns
            ]
        elif kind == 2:
            y = -190 + 96 * k
            line = [
                (-92, y + 40),
                (-40, y - 44),
                (20, y + 44),
                (60, y + 4),
                (94, y - 50),
            ]
        elif kind == 3:
            line = [
                (-90 + 180 * t, -220 + 30 * k),
                (70 - 120 * t, -60),
                (-60 + 150 * t, 70),
                (-80 + 160 * t, 220),
            ]
        else:
            turns = [math.radians(70 + a * 44) for a in range(6)]
            x, y, r = 70 - 30 * k, 200 - 76 * k, 112 - 13 * k
            line = [
                (x - r * 0.2 + r * 0.8 * math.cos(a), y - 30 + r * math.sin(a) * 0.8)
                for a in turns
            ]
        width = (44, 24, 34, 16, 26)[(k + kind) % 5]
        strokes.append(brush(line, width, second if (k + kind) % 3 == 1 else ink))
    spray = [(60, -150, 6), (76, -128, 4), (-64, 160, 7), (-82, 140, 4), (84, 120, 5)]
    return [*strokes, *(circle(x, y, r, second) for x, y, r in spray)]


def belongings_calligraphy(c: Canvas) -> None:
    """Tall banners with sweeping strokes of ink hang in a gallery."""
    c.backdrop("#FFF3F0", "#FBE0E6", "#F3BFCF")
    c.add(polygon([(0, 0), (1600, 0), (1340, 70), (260, 70)], "#F6D3DC"))
    c.add(rect(0, 800, 1600, 200, c.gradient("#D98AA6", "#A8436D")))
    for k in range(5):
        x = 190 + k * 305
        c.add(
            polygon(
                [(x - 110, 1000), (x + 90, 1000), (x + 50, 806), (x - 50, 806)],
                WHITE,
                opacity=0.12,
            )
        )
    sheets = [
        (CREAM, BLUE, ROSE, 30),
        (ROSE, CREAM, "#FFD9A0", -6),
        (BLUE, WHITE, "#F28CB1", 44),
        (WHITE, ROSE, BLUE, 4),
        (DEEP, "#F6B9CF", GOLD, 26),
    ]
    for k, (ground, ink, second, drop) in enumerate(sheets):
        x, top, low = 190 + k * 305, 96 + drop, 690 + drop
        c.add(stroke(f"M{x - 112} -10V{top}M{x + 112} -10V{top}", "#8E5A6C", 2))
        wave = (
            f"M{x - 120} {top}H{x + 120}C{x + 132} {top + 200} {x + 108} {low - 180}"
            f" {x + 122} {low}Q{x + 60} {low + 22} {x} {low}T{x - 120} {low}"
            f"C{x - 108} {low - 200} {x - 132} {top + 180} {x - 120} {top}Z"
        )
        c.add(
            path(wave, "#5C0F30", opacity=0.18, transform="translate(18 16)"),
            path(wave, ground),
        )
        light = c.gradient(
            "#FFFFFF33", "#FFFFFF00", "#00000022", "#FFFFFF22", "#0000001A", turn=0
        )
        c.add(placed(flourish(k, ink, second), x, top + 318, 1.05), path(wave, light))
        c.add(rect(x - 128, top - 9, 256, 16, "#6B341A", rx=8))
    look = cast(c.random, 5, [ROYAL, CREAM, GOLD, AZURE, BLUE])
    c.add(
        *(
            ellipse(x, 934, 60, 10, "#5C0F30", opacity=0.35)
            for x in (330, 445, 1010, 1330)
        )
    )
    c.add(
        facing(actor(look[0], STAND, robe=True), 330, 762, 1.8, True),
        facing(actor(look[1], STAND), 445, 762, 1.8, True),
    )
    c.add(
        facing(actor(look[2], WALK), 1010, 762, 1.8, False),
        facing(actor(look[3], STAND, robe=True), 1330, 762, 1.8, True),
    )


SCENES = {
    "belongings-calligraphy": belongings_calligraphy,
}
