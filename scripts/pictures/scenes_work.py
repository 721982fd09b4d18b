"""Pictures of the section pages: our work, taking action."""

from __future__ import annotations

import math

from scripts.pictures.faces import SKINS, cast
from scripts.pictures.objects import bird, frame_drum, leaf
from scripts.pictures.people import GREET, STAND, WALK, actor, facing
from scripts.pictures.shapes import (
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
    circle,
    darker,
    ellipse,
    hill,
    lighter,
    limb,
    path,
    placed,
    polygon,
    rect,
    stroke,
)


CORAL = "#F0714F"
TEAL = "#12A5B5"
LIME = "#9BBF3B"
PLUM = "#7C5CDB"


def our_work(c: Canvas) -> None:
    """Two groups meet and shake hands on a bridge of coloured stones."""
    c.backdrop("#CFE3FB", "#EAF3FD", CREAM)
    c.add(c.glow(800, 420, 520, "#FFE3A8", "CC"), circle(800, 420, 210, "#FFE9BD"))
    c.add(
        hill(
            [
                (-20, 560),
                (240, 470),
                (520, 560),
                (820, 520),
                (1120, 560),
                (1380, 460),
                (1620, 540),
            ],
            "#A9CBF6",
        )
    )
    c.add(
        hill([(-20, 650), (300, 590), (700, 650), (1250, 600), (1620, 660)], "#7FB0F0")
    )
    c.add(rect(0, 740, 1600, 260, c.gradient(AZURE, BLUE, DEEP)))
    for _ in range(26):
        x, y = c.random.uniform(-20, 1560), c.random.uniform(780, 985)
        c.add(
            stroke(
                f"M{x:.0f} {y:.0f}h{c.random.uniform(40, 130):.0f}", SKY, 4, opacity=0.4
            )
        )
    hues = [ROYAL, TEAL, GOLD, CREAM, CORAL, AZURE, BLUE, LIME, SAND, PLUM]
    count, cx, cy, outer, inner = 25, 800, 1560, 960, 862
    for k in range(count):
        a, b = (math.radians(-140 + 100 * (k + j) / count) for j in (0, 1))
        corners = [
            (cx + r * math.cos(t), cy + r * math.sin(t))
            for r, t in ((outer, a), (outer, b), (inner, b), (inner, a))
        ]
        c.add(
            polygon(
                corners,
                hues[(k * 3) % 10],
                stroke=CREAM,
                stroke_width=5,
                stroke_linejoin="round",
            )
        )
    for x in (520, 1080):
        c.add(
            path(
                f"M{x - 46} 1000L{x - 34} 735H{x + 34}L{x + 46} 1000Z",
                darker(ROYAL, 0.2),
            )
        )
    for x, edge, foot in ((0, 250, 310), (1600, 1350, 1290)):
        c.add(
            path(
                f"M{x} 812Q{(x + edge) / 2} 800 {edge} 850L{foot} 1000H{x}Z",
                "#1B5E7A",
            )
        )
    look = cast(c.random, 8, [CORAL, ROYAL, GOLD, CREAM, TEAL, BLUE])
    stops = [
        (300, 1.55),
        (440, 1.6),
        (590, 1.65),
        (722, 1.75),
        (878, 1.75),
        (1010, 1.65),
        (1160, 1.6),
        (1300, 1.55),
    ]
    for i, (x, size) in enumerate(stops):
        ground = 1560 - math.sqrt(960**2 - (x - 800) ** 2)
        pose = GREET if i in (3, 4) else (WALK, STAND)[i % 2]
        c.add(
            facing(
                actor(look[i], pose, robe=i in (1, 4, 6)),
                x,
                ground - 94 * size,
                size,
                x > 800,
            )
        )
    c.add(
        rect(334, 668, 62, 50, "#B5622B", rx=7),
        stroke("M352 668v-10h26v10", "#6B341A", 5),
    )
    c.add(
        rect(1104, 556, 46, 60, WHITE, rx=4),
        stroke("M1112 574h30M1112 588h30M1112 602h18", AZURE, 4),
    )


def raised(
    c: Canvas, x: float, top: float, skin: str, sleeve: str, size: float
) -> None:
    """An arm that reaches up with an open hand."""
    shade = darker(skin, 0.13)
    parts = [
        limb((0, 340), (0, 90), 40, 36, skin),
        path("M-58 300H58L74 960H-74Z", sleeve),
        path("M58 300L74 960H30L22 300Z", darker(sleeve, 0.12)),
        rect(-62, 280, 124, 36, lighter(sleeve, 0.3), rx=12),
        limb((-34, 70), (-78, 6), 21, 14, shade),
        *(
            limb((dx, 50), (dx * 1.45, tip), 16.5, 12.5, skin)
            for dx, tip in ((-33, -58), (-11, -84), (12, -80), (34, -50))
        ),
        path("M-50 40Q-52 120-36 130H36Q56 110 50 40Q0 20-50 40Z", skin),
        stroke("M-24 74Q6 62 34 78", shade, 4),
    ]
    c.add(placed(parts, x, top, size, (x - 800) / 90))


def take_action(c: Canvas) -> None:
    """Many raised hands; above them birds, a flower, a book, a drum, a sun."""
    c.backdrop("#FFE9C4", "#FFF4E0", "#FFD99A")
    for k in range(24):
        a, b = (math.radians(180 + k * 7.5 + j) for j in (0, 3.75))
        rays = [
            (800, 760),
            (800 + 1300 * math.cos(a), 760 + 1300 * math.sin(a)),
            (800 + 1300 * math.cos(b), 760 + 1300 * math.sin(b)),
        ]
        c.add(polygon(rays, "#FFD58A", opacity=0.4))
    c.add(circle(800, 640, 330, c.gradient("#FFD27A", GOLD)))
    back = [(60, 520), (285, 430), (510, 470), (722, 420)]
    back += [(940, 440), (1150, 470), (1365, 420), (1560, 500)]
    for i, (x, y) in enumerate(back):
        raised(
            c,
            x,
            y + 40,
            darker(SKINS[(i * 3 + 1) % 7], 0.08),
            [AZURE, "#5E8FE3", ROYAL][i % 3],
            0.8,
        )
    front = [
        (170, 620, BLUE),
        (400, 540, CORAL),
        (620, 610, TEAL),
        (830, 520, BLUE),
        (1050, 600, GOLD),
        (1260, 530, PLUM),
        (1460, 620, BLUE),
    ]
    for i, (x, y, sleeve) in enumerate(front):
        raised(c, x, y, SKINS[(i * 4 + 2) % 7], sleeve, 1.08)
    c.add(
        placed(bird(BLUE, ROYAL), 800, 330, 1.7, -14),
        placed(bird(WHITE, SKY), 1130, 190, 1.0, -20),
    )
    c.add(placed(bird(TEAL, lighter(TEAL, 0.3)), 480, 170, 0.9, -12))
    c.add(
        stroke("M395 450Q386 380 372 330", "#1E9E6A", 8),
        placed(leaf(60, "#1E9E6A"), 386, 390, 1, -20),
    )
    for k in range(8):
        c.add(placed([ellipse(0, -30, 15, 27, CORAL)], 370, 300, 1, k * 45))
    c.add(circle(370, 300, 17, CREAM))
    c.add(placed(frame_drum(BLUE), 1276, 398, 1.5, 12))
    book = [
        path("M0 30C-30 6-70 4-100 16V-70C-70-82-30-78 0-54Z", MIST),
        path("M0 30C30 6 70 4 100 16V-70C70-82 30-78 0-54Z", WHITE),
        path(
            (
                "M-106 24V34C-70 22-30 24 0 46C30 24 70 22 106 34V24C70 12 30 14"
                " 0 36C-30 14-70 12-106 24Z"
            ),
            BLUE,
        ),
    ]
    c.add(placed(book, 160, 470, 1, -8))


SCENES = {
    "our-work": our_work,
    "take-action": take_action,
}
