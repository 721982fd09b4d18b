"""The living library: pairs in conversation among books."""

from __future__ import annotations

from scripts.pictures.faces import cast
from scripts.pictures.objects import (
    armchair,
    books,
    lamp,
    tree,
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
    ROYAL,
    SAND,
    SKY,
    WHITE,
    Canvas,
    arch,
    darker,
    ellipse,
    lighter,
    mix,
    path,
    placed,
    rect,
    stroke,
)


GREEN = ACCENTS[2022]


def living_library(c: Canvas) -> None:
    """Pairs in conversation among tall shelves of books."""
    c.backdrop("#0B3F4A", "#0C5A52")
    hues = [
        GREEN,
        "#8FD3B4",
        CREAM,
        BLUE,
        ROYAL,
        SKY,
        GOLD,
        "#E87461",
        DEEP,
        MIST,
        SAND,
    ]
    c.add(rect(0, 0, 1600, 820, "#5B2F1C"))
    for row in range(5):
        floor = 150 + row * 158
        for k, x in enumerate((16, 300, 1050, 1330)):
            c.add(rect(x, floor - 138, 256, 142, "#3C1D12"))
            c.add(
                *books(
                    c.random,
                    x + 6,
                    floor,
                    262,
                    126,
                    hues if (row + k) % 2 else hues[::-1],
                )
            )
        c.add(rect(0, floor, 1600, 16, "#8A5230"))
    c.add(
        path(arch(800, 830, 470, 800), "#8A5230"),
        path(arch(800, 830, 430, 770), c.gradient("#BFE6F2", "#E6F5EA", "#FFF0C9")),
    )
    for x, s in ((660, 1.4), (900, 1.9), (980, 1.2)):
        c.add(
            c.clipped(
                arch(800, 830, 430, 770),
                [placed(tree(170 * s, mix(GREEN, WHITE, 0.25)), x, 800)],
            )
        )
    c.add(stroke("M800 60V820M585 300H1015M585 560H1015", "#8A5230", 9))
    c.add(rect(0, 806, 1600, 194, c.gradient("#B5713F", "#7E4524")))
    c.add(
        ellipse(800, 916, 760, 66, darker(GREEN, 0.35)),
        ellipse(800, 912, 700, 52, GREEN),
        ellipse(800, 912, 620, 40, lighter(GREEN, 0.2)),
    )
    for x in (530, 1070):
        c.add(
            c.glow(x, 480, 330, "#FFDF9A", "88"), placed(lamp(350, "#FFE7B0"), x, 880)
        )
    clothes = [CREAM, ROYAL, GOLD, BLUE, "#E87461", AZURE]
    look = cast(c.random, 6, clothes)
    for i, (x, y, hue) in enumerate(
        [(280, 790, BLUE), (800, 806, "#D9603F"), (1320, 790, BLUE)]
    ):
        size, gap = 1.72, 132
        left, right = look[2 * i], look[2 * i + 1]
        c.add(
            placed(armchair(hue), x - gap, y, size),
            placed(actor(left, SIT), x - gap, y, size),
        )
        c.add(facing(armchair(darker(hue, 0.12)), x + gap, y, size, True))
        c.add(facing(actor(right, LISTEN, robe=True), x + gap, y, size, True))


SCENES = {
    "living-library": living_library,
}
