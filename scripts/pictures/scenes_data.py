"""Data and resources: arcs of movement, bars and a book."""

from __future__ import annotations

import math

from scripts.pictures.faces import SKINS
from scripts.pictures.shapes import (
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
    circle,
    darker,
    lighter,
    path,
    rect,
    stroke,
)


CORAL = "#F0714F"
TEAL = "#12A5B5"
LIME = "#9BBF3B"
PLUM = "#7C5CDB"


def data_and_resources(c: Canvas) -> None:
    """Arcs of movement over a field of dots, with bars and an open book."""
    c.backdrop(NAVY, DEEP, BLUE)
    c.add(c.glow(800, 330, 760, "#4C86E8", "77"))
    for row in range(17):
        for k in range(38):
            x, y = 30 + k * 42 + (21 if row % 2 else 0), 120 + row * 30
            land = (
                math.sin(x / 170 + 0.6)
                + math.sin(y / 95 + x / 330)
                + 0.5 * math.sin(x / 70 - y / 60)
            )
            if land > 0.25:
                c.add(circle(x, y, 7 if land > 1 else 5, SKY if land > 1 else AZURE))
    flows = [
        (190, 430, 620, 300, GOLD),
        (620, 300, 1010, 480, TEAL),
        (330, 250, 1010, 480, CORAL),
        (1010, 480, 1420, 300, GOLD),
        (620, 300, 1260, 210, CREAM),
        (190, 430, 1010, 480, LIME),
        (840, 190, 1420, 300, CORAL),
    ]
    for x0, y0, x1, y1, hue in flows:
        top = min(y0, y1) - abs(x1 - x0) * 0.36
        c.add(stroke(f"M{x0} {y0}Q{(x0 + x1) / 2} {top:.0f} {x1} {y1}", hue, 6))
        for x, y in ((x0, y0), (x1, y1)):
            c.add(circle(x, y, 18, hue, opacity=0.35), circle(x, y, 9, hue))
    bars = [90, 130, 112, 176, 150, 214, 190, 262, 236, 300, 276, 340]
    hues = [
        ROYAL,
        TEAL,
        AZURE,
        GOLD,
        ROYAL,
        CORAL,
        AZURE,
        TEAL,
        ROYAL,
        GOLD,
        AZURE,
        CORAL,
    ]
    for k, (h, hue) in enumerate(zip(bars, hues, strict=True)):
        x = 1600 - (12 - k) * 70 - 16
        c.add(
            rect(
                x,
                1000 - h,
                52,
                h + 10,
                c.gradient(lighter(hue, 0.2), darker(hue, 0.15)),
                rx=10,
            )
        )
        c.add(circle(x + 26, 1000 - h - 34, 15, SKINS[(k * 3) % 7]))
    left = "M370 900C300 852 180 842 70 862V690C180 668 300 680 370 730Z"
    right = "M370 900C440 852 560 842 670 862V690C560 668 440 680 370 730Z"
    c.add(
        path("M52 886C180 862 300 876 370 926C440 876 560 862 688 886V712H52Z", CORAL)
    )
    c.add(path(left, CREAM), path(right, WHITE), stroke("M370 730V900", SAND, 4))
    for k in range(4):
        y = 728 + k * 32
        c.add(stroke(f"M108 {y}Q220 {y - 12} 330 {y + 32}", SKY, 6))
    c.add(
        circle(540, 776, 54, MIST),
        path("M540 776V722A54 54 0 0 1 590 796Z", GOLD),
        path("M540 776L590 796A54 54 0 0 1 500 812Z", TEAL),
    )


SCENES = {
    "data-and-resources": data_and_resources,
}
