"""The exhibition's belongings: an open suitcase and what lies in it."""

from __future__ import annotations

from scripts.pictures.objects import leaf
from scripts.pictures.shapes import (
    ACCENTS,
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
    circle,
    darker,
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


ROSE = ACCENTS[2023]


def suitcase(c: Canvas) -> None:
    """An open suitcase seen from above: lid behind, tray in front."""
    leather = c.gradient("#1D4CC0", BLUE, DEEP, turn=40)
    c.add(rect(290, 96, 1060, 860, "#6E1238", rx=50, opacity=0.28))
    c.add(
        rect(270, 60, 1060, 380, leather, rx=44),
        rect(300, 90, 1000, 330, "#F9C9D8", rx=26),
    )
    for k in range(9):
        c.add(stroke(f"M{330 + k * 118} 92V418", "#F3AFC6", 3))
    c.add(
        path(
            (
                "M300 330Q800 280 1300 330V394A26 26 0 0 1 1274 420H326"
                "A26 26 0 0 1 300 394Z"
            ),
            "#EE93B3",
        )
    )
    c.add(stroke("M300 330Q800 280 1300 330", ROSE, 7))
    c.add(
        rect(270, 450, 1060, 480, leather, rx=44),
        rect(300, 480, 1000, 420, c.gradient("#FBDCE6", "#F6BFD1"), rx=26),
    )
    for x in (420, 1180):
        c.add(rect(x - 34, 428, 68, 36, GOLD, rx=8), circle(x, 446, 7, DEEP))
    for x, y in ((270, 60), (1330, 60), (270, 930), (1330, 930)):
        dx, dy = (1 if x < 800 else -1), (1 if y < 500 else -1)
        c.add(
            path(
                (
                    f"M{x} {y + 44 * dy}Q{x} {y} {x + 44 * dx} {y}H{x + 96 * dx}"
                    f"Q{x + 90 * dx} {y + 90 * dy} {x} {y + 96 * dy}Z"
                ),
                "#F2A95F",
            )
        )
    c.add(
        path(
            "M690 930V958Q690 976 710 976H890Q910 976 910 958V930H880V946H720V930Z",
            "#F2A95F",
        )
    )


def photo_frame() -> list[str]:
    """A framed picture of hills, a house and the sun."""
    return [
        rect(-104, -124, 216, 264, "#5C0F30", rx=10, opacity=0.3),
        rect(-110, -134, 220, 264, GOLD, rx=8),
        rect(-98, -122, 196, 240, "#D98F1E", rx=4),
        rect(-86, -110, 172, 216, CREAM),
        rect(-70, -94, 140, 184, SKY),
        circle(30, -44, 26, "#FFE08A"),
        hill([(-70, 26), (-20, 0), (30, 30), (70, 10)], "#1E9E6A", 90),
        rect(-40, -2, 52, 60, WHITE),
        polygon([(-48, 0), (-14, -34), (20, 0)], "#E8442E"),
        rect(-22, 26, 18, 32, BLUE),
        hill([(-70, 60), (0, 50), (70, 66)], "#14724C", 90),
    ]


def key(hue: str) -> list[str]:
    """An old door key."""
    return [
        stroke("M0 26V150M0 112H26M0 138H34", hue, 13, stroke_linecap="butt"),
        circle(0, 0, 30, "none", stroke=hue, stroke_width=13),
    ]


def cup() -> list[str]:
    """A small cup on its saucer, seen from above at a slant."""
    return [
        ellipse(6, 46, 112, 46, "#5C0F30", opacity=0.28),
        ellipse(0, 34, 110, 44, WHITE),
        ellipse(0, 34, 84, 31, MIST),
        stroke("M62-26C118-40 116 32 46 26", WHITE, 14),
        path("M-70-50C-70 20-48 50 0 50C48 50 70 20 70-50Z", WHITE),
        path("M20-50C22 20 16 50 0 50C48 50 70 20 70-50Z", MIST),
        path("M-69-24C-30 0 30 0 69-24L66-4C30 16-30 16-66-4Z", BLUE),
        ellipse(0, -50, 70, 25, MIST),
        ellipse(0, -46, 58, 18, "#5A2A14"),
    ]


def cloth(c: Canvas, x: float, y: float) -> None:
    """A folded shawl with a woven border and a fringe."""
    c.add(rect(x - 142, y - 96, 300, 224, "#5C0F30", rx=18, opacity=0.28))
    for k, hue in enumerate((darker(ROSE, 0.25), ROSE, lighter(ROSE, 0.12))):
        c.add(rect(x - 150 + k * 4, y - 86 - k * 16, 292, 204, hue, rx=18))
    for k, hue in enumerate((CREAM, GOLD, ROYAL, GOLD, CREAM)):
        c.add(rect(x - 142, y - 78 + k * 18, 292, 9, hue))
    for k in range(9):
        dx, dy = x - 122 + k * 32, y + 46
        c.add(
            polygon(
                [(dx, dy - 18), (dx + 13, dy), (dx, dy + 18), (dx - 13, dy)],
                CREAM if k % 2 else GOLD,
            )
        )
    for k in range(19):
        c.add(stroke(f"M{x - 136 + k * 15} {y + 86}v32", CREAM, 4))


def belongings(c: Canvas) -> None:
    """An open suitcase: keys, a cup, a framed photograph, a cloth."""
    c.backdrop("#F7B8CC", "#EE8FB0", ROSE, turn=60)
    for k in range(12):
        c.add(
            stroke(
                f"M{-500 + k * 200} 1010L{100 + k * 200} -10", WHITE, 46, opacity=0.06
            )
        )
    suitcase(c)
    c.add(placed(photo_frame(), 466, 690, 1.32, -7))
    cloth(c, 800, 672)
    c.add(placed(cup(), 1132, 610, 1.2))
    c.add(
        placed(key("#8FA6D6"), 1040, 800, 0.86, -48),
        placed(key(GOLD), 1028, 794, 1.0, -84),
    )
    c.add(
        rect(
            552,
            176,
            210,
            226,
            "#5C0F30",
            rx=6,
            opacity=0.25,
            transform="rotate(5 640 280)",
        )
    )
    c.add(
        group(
            [
                rect(540, 160, 210, 226, NAVY, rx=8),
                rect(562, 160, 10, 226, GOLD),
                circle(660, 268, 46, "none", stroke=GOLD, stroke_width=5),
                circle(660, 268, 20, GOLD),
            ],
            transform="rotate(5 640 280)",
        )
    )
    for k in range(5):
        c.add(
            placed(
                leaf(78, "#1E9E6A"), 930 + k * 52, 300 - k * 22, 1, -78 if k % 2 else 34
            )
        )
    c.add(
        stroke("M880 324Q1020 286 1180 188", "#14724C", 6),
        placed(leaf(80, "#2FB57D"), 1178, 190, 1, -34),
    )


SCENES = {
    "belongings": belongings,
}
