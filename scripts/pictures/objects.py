"""Things in the pictures: instruments, buildings, furniture, plants, birds."""

from __future__ import annotations

import math
from random import Random

from scripts.pictures.shapes import (
    CREAM,
    GOLD,
    NAVY,
    Point,
    arch,
    circle,
    darker,
    ellipse,
    lighter,
    limb,
    path,
    polygon,
    rect,
    stroke,
)


WOOD = "#B5622B"
DARK_WOOD = "#6B341A"


def fiddle(colour: str = WOOD, cello: bool = False) -> list[str]:
    """A violin, upright, about 130 high; a cello adds its spike."""
    body = (
        "M0 60C-34 60-38 26-22 12C-14 4-18-4-24-10C-36-26-20-46 0-46"
        "C20-46 36-26 24-10C18-4 14 4 22 12C38 26 34 60 0 60Z"
    )
    spike = [limb((0, 56), (0, 92), 2.5, 1.5, "#2A2F4F")] if cello else []
    return [
        *spike,
        path(body, colour),
        path("M0 60C34 60 38 26 22 12C14 4 18-4 24-10C36-26 20-46 0-46Z", "#0000001A"),
        limb((0, 20), (0, -104), 5, 4, "#2B1710"),
        circle(0, -106, 6, "#2B1710"),
        stroke("M-12-4Q-8 6-13 16M12-4Q8 6 13 16", "#2B1710", 2.5),
        rect(-9, 20, 18, 4, CREAM),
        rect(-5, 30, 10, 18, "#2B1710", rx=4),
    ]


def lute(colour: str = "#C9803A") -> list[str]:
    """An oud: pear-shaped, with its bent-back pegbox; upright."""
    return [
        path("M0 62C-50 62-50 6-10-42H10C50 6 50 62 0 62Z", colour),
        path("M0 62C50 62 50 6 10-42H0Z", "#0000001F"),
        circle(0, 6, 13, "#3A1D10"),
        circle(0, 6, 13, "none", stroke=CREAM, stroke_width=2.5),
        rect(-14, 38, 28, 5, "#3A1D10"),
        rect(-7, -86, 14, 50, "#3A1D10"),
        limb((0, -86), (22, -106), 6, 4, "#3A1D10"),
    ]


def guitar(colour: str = "#D9903F") -> list[str]:
    """A guitar, upright."""
    shape = (
        "M0 60C-40 60-42 24-26 10C-18 0-30-10-22-26C-16-36 16-36 22-26"
        "C30-10 18 0 26 10C42 24 40 60 0 60Z"
    )
    return [
        path(shape, colour),
        circle(0, 4, 12, "#3A1D10"),
        rect(-13, 36, 26, 5, "#3A1D10"),
        rect(-5, -104, 10, 100, "#3A1D10"),
        rect(-9, -122, 18, 24, "#3A1D10", rx=4),
    ]


def drum(colour: str, trim: str = CREAM) -> list[str]:
    """A goblet drum with laced sides."""
    zigzag = "M-32-34L-20 4L-8-30L2 6L14-30L24 4L32-34"
    return [
        path("M-36-40C-36 10-14 16-14 30L-24 74H24L14 30C14 16 36 10 36-40Z", colour),
        path("M8-40L8 74H24L14 30C14 16 36 10 36-40Z", "#00000022"),
        stroke(zigzag, trim, 3),
        ellipse(0, -40, 36, 11, trim),
        ellipse(0, -40, 29, 8, lighter(WOOD, 0.75)),
    ]


def frame_drum(colour: str) -> list[str]:
    """A tambourine seen from the front."""
    bells = [
        circle(34 * math.cos(a), 34 * math.sin(a), 5, GOLD)
        for a in (k * math.tau / 8 for k in range(8))
    ]
    skin = circle(0, 0, 34, CREAM, stroke=colour, stroke_width=9)
    return [skin, circle(0, 0, 12, "none", stroke=colour, stroke_width=3), *bells]


def trumpet(colour: str = GOLD) -> list[str]:
    """A trumpet that points right."""
    bell = path("M20-8C50-8 62-14 74-26V26C62 14 50 8 20 8Z", colour)
    tubes = stroke("M-60 0H30M-34 0V18Q-34 26-24 26H6Q16 26 16 16V0", colour, 7)
    keys = stroke("M-18-4V-16M-8-4V-16M2-4V-16", darker(colour, 0.2), 5)
    return [tubes, bell, keys]


def bird(colour: str, shade: str) -> list[str]:
    """A folded-paper bird that flies to the right."""
    return [
        polygon([(-46, 8), (20, -6), (34, -16), (50, -10), (22, 12), (-4, 20)], colour),
        polygon([(-18, 6), (16, -2), (-22, -58)], shade),
        polygon([(-2, 8), (22, -2), (12, -48)], lighter(colour, 0.35)),
        polygon([(-46, 8), (-4, 20), (-20, 4)], darker(colour, 0.2)),
    ]


def leaf(length: float, colour: str) -> list[str]:
    """A leaf that grows to the right from the origin, with a lit half."""
    half, tip = length * 0.3, length
    upper = (
        f"M0 0C{length * 0.3:.1f} {-half:.1f} {length * 0.7:.1f} {-half:.1f} {tip} 0Z"
    )
    lower = f"M0 0C{length * 0.3:.1f} {half:.1f} {length * 0.7:.1f} {half:.1f} {tip} 0Z"
    return [path(upper, lighter(colour, 0.2)), path(lower, colour)]


def tree(height: float, colour: str) -> list[str]:
    """A round tree that stands on the origin."""
    r = height * 0.3
    return [
        limb((0, 0), (0, -height * 0.6), height * 0.035, height * 0.02, "#3B2B3F"),
        ellipse(0, -height * 0.68, r, r * 1.1, colour),
        path(
            f"M0 {-height * 0.68 - r * 1.1:.1f}A{r:.1f} {r * 1.1:.1f} 0 0 1 0 "
            f"{-height * 0.68 + r * 1.1:.1f}Z",
            "#00000018",
        ),
    ]


def balloon(first: str, second: str) -> list[str]:
    """A hot-air balloon around 150 high; the envelope's middle is the origin."""
    shell = "M-50-6A50 50 0 0 1 50-6C50 24 24 44 14 66H-14C-24 44-50 24-50-6Z"
    gores = "M-18-53C-34-30-32 20-8 66H8C32 20 34-30 18-53Q0-58-18-53Z"
    return [
        stroke("M-12 66L-8 86M12 66L8 86", NAVY, 2),
        path(shell, first),
        path(gores, second),
        path("M-5-56C-10-20-8 30-3 66H3C8 30 10-20 5-56Z", first),
        path(
            "M20-52A50 50 0 0 1 50-6C50 24 24 44 14 66H4C34 30 40-20 20-52Z",
            "#0000001C",
        ),
        rect(-9, 86, 18, 14, DARK_WOOD, rx=3),
    ]


def window(x: float, y: float, width: float, height: float, pane: str) -> str:
    """A sash window."""
    middle = f"M{x:.1f} {y + height / 2:.1f}H{x + width:.1f}"
    bars = f"{middle}M{x + width / 2:.1f} {y:.1f}V{y + height:.1f}"
    frame = rect(x, y, width, height, pane, stroke=CREAM, stroke_width=3)
    if width < 26:
        return frame
    return frame + stroke(bars, CREAM, 2)


def house(
    x: float, floor: float, width: float, height: float, wall: str, lit: list[str]
) -> list[str]:
    """A terrace house with a gable, a door and three windows."""
    top, ridge = floor - height, floor - height - width * 0.42
    roof = [(x - 4, top), (x + width / 2, ridge), (x + width + 4, top)]
    side, tall = width * 0.24, height * 0.26
    left, right = x + width * 0.16, x + width * 0.6
    row = top + height * 0.12
    door = arch(right + side / 2, floor, side * 1.1, height * 0.4)
    return [
        rect(
            x + width * 0.72, ridge + 2, width * 0.13, width * 0.3, darker(wall, 0.35)
        ),
        rect(x, top - 1, width, height + 1, wall),
        polygon(roof, darker(wall, 0.4)),
        rect(x + width * 0.86, top, width * 0.14, height, "#00000016"),
        window(left, row, side, tall, lit[0]),
        window(right, row, side, tall, lit[1]),
        window(left, floor - height * 0.42, side, tall, lit[2]),
        path(door, darker(wall, 0.55)),
        circle(right + side * 0.85, floor - height * 0.16, 2.5, GOLD),
    ]


def books(
    chance: Random, x: float, floor: float, width: float, tall: float, hues: list[str]
) -> list[str]:
    """A row of upright books; now and then one leans."""
    parts, at = [], x
    while at < x + width - 34:
        thick = chance.uniform(13, 30)
        height = tall * chance.uniform(0.66, 0.96)
        hue = chance.choice(hues)
        if chance.random() < 0.08:
            at += 16
            turn = f"rotate(-9 {at:.0f} {floor:.0f})"
            parts.append(rect(at, floor - height, thick, height, hue, transform=turn))
        else:
            parts.append(rect(at, floor - height, thick, height, hue))
        band = floor - height * chance.choice([0.2, 0.82])
        if chance.random() < 0.6:
            parts.append(rect(at + 2, band, thick - 4, 5, lighter(hue, 0.55)))
        at += thick + 1.5
    return parts


def chair(colour: str) -> list[str]:
    """A plain chair for a seated figure that looks right; hips at the origin."""
    legs: list[tuple[Point, Point]] = [((-20, 18), (-28, 64)), ((30, 18), (36, 64))]
    return [
        *(limb(a, b, 3.5, 2.5, darker(colour, 0.35)) for a, b in legs),
        limb((-22, 16), (-30, -52), 5, 4.5, colour),
        rect(-27, 11, 66, 9, colour, rx=4),
    ]


def armchair(colour: str) -> list[str]:
    """A soft chair from the side, looking right; the sitter's hips at the origin."""
    back = "M-46 54L-58-64Q-56-92-34-88Q-16-86-18-60L-14 8H44Q58 10 56 26V54Z"
    return [
        limb((-38, 50), (-42, 70), 4, 3, DARK_WOOD),
        limb((46, 50), (48, 70), 4, 3, DARK_WOOD),
        path(back, colour),
        path("M-14 8H44Q58 10 56 26V54H-30Z", darker(colour, 0.14)),
    ]


def lamp(height: float, shade: str) -> list[str]:
    """A standing lamp on the origin."""
    top = -height
    return [
        ellipse(0, 0, 34, 7, NAVY),
        rect(-3, top, 6, height, NAVY),
        polygon(
            [(-30, top - 50), (30, top - 50), (52, top + 20), (-52, top + 20)], shade
        ),
    ]
