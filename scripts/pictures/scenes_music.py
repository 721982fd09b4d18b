"""Scenes of music: the choir and its workshop."""

from __future__ import annotations

import math

from scripts.pictures.faces import Look, back_view, bust, cast
from scripts.pictures.objects import (
    chair,
    drum,
    fiddle,
    frame_drum,
    guitar,
    leaf,
    lute,
)
from scripts.pictures.people import GREET, SIT, actor, facing
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
    arc,
    arch,
    circle,
    darker,
    ellipse,
    group,
    lighter,
    limb,
    path,
    placed,
    polygon,
    rect,
    stamped,
    stroke,
)


RED = ACCENTS[2017]
VIOLET = ACCENTS[2020]


def curtain(c: Canvas, left: bool) -> None:
    """A gathered curtain at one side of the stage."""
    fill = c.gradient("#8E1C22", RED, "#B62C26", RED, "#7A1620", turn=0)
    folds = [
        path(
            (
                f"M{x} -10C{x + 14} 300 {x - 20} 640 {x - 46} 930H{x + 10}"
                f"C{x + 40} 640 {x + 60} 300 {x + 40} -10Z"
            ),
            fill,
        )
        for x in (-10, 50, 110, 170)
    ]
    c.add(
        group(folds)
        if left
        else group(folds, transform="translate(1600 0) scale(-1 1)")
    )


def singing_our_lives(c: Canvas) -> None:
    """A great choir on tiers, musicians before it, warm light above."""
    c.backdrop(NAVY, DEEP, "#2B2A86", "#5A2A6A")
    for i in range(7):
        c.add(
            stroke(
                arc(800, 620, 720 - i * 74, 180, 360),
                lighter(RED, 0.1 * i),
                5,
                opacity=round(0.16 + i * 0.05, 2),
            )
        )
    for x, top in [(330.0, 620), (800, 800), (1270, 980)]:
        beam = c.gradient("#FFE3B066", "#FFE3B000")
        c.add(
            polygon(
                [(top - 20, -10), (top + 20, -10), (x + 300, 760), (x - 300, 760)], beam
            )
        )
    c.add(c.glow(800, 420, 640, "#FFB27A", "77"))
    clothes = [RED, BLUE, CREAM, AZURE, "#B62C3F", ROYAL, GOLD, SKY, WHITE, "#7A2342"]
    keys = [c.stamp(bust(look, "sing")) for look in cast(c.random, 23, clothes)]
    turn = 0
    for row, count in enumerate([13, 14, 15, 14, 13]):
        gap = 76 + row * 6
        for k in range(count):
            off = k - (count - 1) / 2
            x = 800 + off * gap
            y = 292 + row * 78 - 0.0001 * (x - 800) ** 2 * (1.4 - row * 0.3)
            c.add(
                stamped(
                    keys[turn % 23], x, y, 0.66 + row * 0.055, c.random.uniform(-5, 5)
                )
            )
            turn += 1
    floor = c.gradient("#C97A3E", "#8A4520")
    c.add(path("M-10 800Q800 730 1610 800V1010H-10Z", floor))
    for k in range(-6, 7):
        c.add(
            stroke(
                f"M{800 + k * 110} 770L{800 + k * 210} 1010", "#6B341A", 2, opacity=0.35
            )
        )
    for x in (260, 480, 1120, 1340):
        c.add(ellipse(x, 930, 120, 15, "#3A1508", opacity=0.35))
    band = cast(c.random, 5, [CREAM, AZURE, RED, ROYAL])
    c.add(
        placed(chair(NAVY), 250, 838, 1.5), placed(actor(band[0], SIT), 250, 838, 1.5)
    )
    c.add(placed(fiddle(cello=True), 326, 830, 1.2, -14))
    c.add(
        placed(chair(NAVY), 470, 838, 1.45), placed(actor(band[1], SIT), 470, 838, 1.45)
    )
    c.add(placed(lute(), 520, 800, 0.85, 58))
    c.add(
        facing(chair(NAVY), 1130, 838, 1.45, True),
        facing(actor(band[2], SIT), 1130, 838, 1.45, True),
    )
    c.add(placed(drum(BLUE), 1062, 850, 1.1))
    c.add(
        facing(chair(NAVY), 1350, 838, 1.5, True),
        facing(actor(band[3], SIT), 1350, 838, 1.5, True),
    )
    c.add(placed(fiddle("#C9803A"), 1292, 752, 0.75, -58))
    curtain(c, True)
    curtain(c, False)
    c.add(
        limb((756, 880), (700, 770), 17, 12, "#0A1430"), circle(698, 762, 12, "#A96C40")
    )
    c.add(
        limb((844, 880), (904, 760), 17, 12, "#0A1430"), circle(906, 752, 12, "#A96C40")
    )
    c.add(stroke("M906 750L940 700", CREAM, 4))
    c.add(
        placed(
            back_view(Look("#A96C40", "#1D1412", "bun", "#0A1430", NAVY, RED)),
            800,
            838,
            1.15,
        )
    )


def singing_our_lives_workshop(c: Canvas) -> None:
    """A rehearsal in a sunny room: a circle of singers and drummers."""
    c.backdrop("#FBE3CF", "#FFF1E0")
    for x in (300, 800, 1300):
        c.add(
            path(arch(x, 620, 330, 560), WHITE),
            path(arch(x, 608, 296, 530), c.gradient(SKY, "#DDEBFA", "#FBE9CE")),
        )
        c.add(
            c.clipped(
                arch(x, 608, 296, 530),
                [placed(_branch(), x - 180, 470 - 30 * math.sin(x), 1.2)],
            )
        )
        c.add(stroke(f"M{x} 90V608M{x - 148} 340H{x + 148}", WHITE, 8))
    c.add(rect(0, 650, 1600, 350, c.gradient("#E79A63", "#C9683B")))
    for x in (300, 800, 1300):
        c.add(
            polygon(
                [(x - 150, 700), (x + 150, 700), (x + 40, 1000), (x - 330, 1000)],
                "#FFE2AE",
                opacity=0.5,
            )
        )
    clothes = [BLUE, RED, CREAM, ROYAL, GOLD, AZURE, "#B62C3F"]
    look = cast(c.random, 13, clothes)
    for i in range(7):
        x = 350 + i * 150
        y = 372 - 26 * math.sin(math.pi * i / 6)
        c.add(ellipse(x, y + 344, 62, 10, "#8E3F1C", opacity=0.45))
        c.add(placed(singer(look[i]), x, y, 1.02))
    c.add(ellipse(800, 890, 590, 84, "#B5522E", opacity=0.55))
    for k, hue in enumerate([BLUE, CREAM, ROYAL, GOLD, DEEP, AZURE]):
        c.add(ellipse(800, 882, 570 - k * 86, 76 - k * 12, hue))
    seats = [
        (180, 760, 1.75, False),
        (430, 800, 1.85, False),
        (1170, 800, 1.85, True),
        (1420, 760, 1.75, True),
    ]
    for i, (x, y, size, left) in enumerate(seats):
        c.add(
            facing(chair(DEEP), x, y, size, left),
            facing(actor(look[8 + i], SIT, robe=i % 2 == 0), x, y, size, left),
        )
    c.add(
        placed(drum(GOLD, CREAM), 282, 772, 1.25), placed(drum(BLUE), 1086, 830, 1.35)
    )
    c.add(
        placed(guitar(), 496, 770, 1.05, 62), placed(frame_drum(RED), 1326, 690, 1.15)
    )
    c.add(facing(actor(look[12], GREET), 760, 712, 1.85, False))


def singer(look: Look) -> list[str]:
    """A standing singer with an open song sheet."""
    trousers = darker(look.bottom, 0.05)
    sleeve = darker(look.top, 0.2)
    return [
        limb((-16, 200), (-18, 326), 20, 13, trousers),
        limb((16, 200), (18, 326), 20, 13, trousers),
        limb((-20, 334), (-30, 337), 8, 7, look.cloth),
        limb((20, 334), (30, 337), 8, 7, look.cloth),
        *bust(look, "sing", 216),
        limb((-47, 84), (-44, 138), 13, 11, sleeve),
        limb((-44, 138), (-16, 122), 11, 9, sleeve),
        limb((47, 84), (44, 138), 13, 11, sleeve),
        limb((44, 138), (16, 122), 11, 9, sleeve),
        polygon([(-30, 88), (0, 96), (30, 88), (30, 126), (0, 134), (-30, 126)], WHITE),
        polygon([(0, 96), (30, 88), (30, 126), (0, 134)], MIST),
        circle(-29, 116, 8, look.skin),
        circle(29, 116, 8, look.skin),
    ]


def _branch() -> list[str]:
    """A leafy branch outside the window."""
    leaves = [
        placed(leaf(64, "#5FA987"), 40 * k, -18 * k, 1, (-70 if k % 2 else 20) + 5 * k)
        for k in range(8)
    ]
    return [stroke("M-20 10Q140-50 320-140", "#3F7D63", 6), *leaves]


SCENES = {
    "singing-our-lives": singing_our_lives,
    "singing-our-lives-workshop": singing_our_lives_workshop,
}
