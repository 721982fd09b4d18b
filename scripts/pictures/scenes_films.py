"""Scenes of a film: the track at dawn, and a lecture hall that watches."""

from __future__ import annotations

from scripts.pictures.faces import Look, back_view, cast
from scripts.pictures.people import RUN, STRIDE, actor
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    GOLD,
    NAVY,
    ROYAL,
    WHITE,
    Canvas,
    arch,
    circle,
    ellipse,
    hill,
    path,
    placed,
    polygon,
    rect,
    stamped,
    stroke,
)


ORANGE = ACCENTS[2024]


def runners() -> list[Look]:
    """The five athletes."""
    return [
        Look("#865033", "#1D1412", "bun", ORANGE, NAVY, WHITE),
        Look("#E3AE80", "#2E1D17", "beard", WHITE, BLUE, ORANGE),
        Look("#482818", "#17182B", "short", ROYAL, NAVY, GOLD),
        Look("#CC8F5E", "#2E1D17", "scarf", CREAM, NAVY, AZURE),
        Look("#643821", "#1D1412", "curls", "#E8442E", NAVY, WHITE),
    ]


def we_dare_to_dream(c: Canvas) -> None:
    """Five athletes run at dawn on a track that sweeps towards the sun."""
    c.backdrop("#1B2E8F", "#6B5FB5", "#F08C6A", "#FFC477")
    c.add(c.glow(1130, 470, 620, "#FFE3A0", "EE"))
    c.add(circle(1130, 480, 190, c.gradient("#FFF1C9", "#FFC45E")))
    for x, y, w in [
        (180, 150, 420),
        (420, 220, 260),
        (1220, 170, 330),
        (900, 250, 180),
        (60, 330, 300),
    ]:
        c.add(rect(x, y, w, 16, "#FFD7B0", rx=8, opacity=0.35))
    c.add(
        hill([(-20, 520), (300, 470), (620, 530), (1000, 500), (1620, 540)], "#5A4CA0")
    )
    stand = [(-20, 400), (420, 470), (420, 580), (-20, 600)]
    c.add(
        polygon(stand, "#2A2F86"),
        polygon([(-20, 360), (450, 452), (450, 466), (-20, 386)], NAVY),
    )
    for k in range(5):
        c.add(stroke(f"M-20 {430 + k * 36}L420 {485 + k * 20}", "#4A4FA8", 5))
    for x in (560, 1500):
        c.add(rect(x - 3, 300, 6, 260, NAVY), rect(x - 34, 286, 68, 30, NAVY, rx=5))
        c.add(*(circle(x - 20 + k * 20, 301, 6, "#FFE9B0") for k in range(3)))
    c.add(path("M-20 560Q800 520 1620 560V1010H-20Z", "#1F6B5C"))
    c.add(
        path(
            "M-20 600Q700 560 1620 590V1010H-20Z",
            c.gradient("#E8743A", "#C9482B", "#8E2A2F"),
        )
    )
    for start, end in [(640, 610), (696, 640), (768, 684), (856, 746), (960, 826)]:
        c.add(
            stroke(
                f"M-20 {start}Q760 {start - 50} 1620 {end}",
                CREAM,
                3 + (start - 600) / 70,
            )
        )
    c.add(
        polygon(
            [(-20, 600), (1620, 590), (1620, 720), (-20, 660)], "#FFD98A", opacity=0.16
        )
    )
    spots = [
        (1330, 570, 1.25),
        (1080, 610, 1.5),
        (800, 650, 1.8),
        (500, 690, 2.1),
        (190, 740, 2.45),
    ]
    for i, ((x, y, size), look) in enumerate(zip(spots, runners(), strict=True)):
        c.add(
            ellipse(
                x - 30 * size,
                y + 82 * size,
                76 * size,
                7 * size,
                "#5A1420",
                opacity=0.45,
            )
        )
        pose = STRIDE if i % 2 else RUN
        c.add(placed(actor(look, pose, bare=look.style != "scarf"), x, y, size))
    c.add(rect(0, 0, 1600, 1000, c.gradient("#FFB06000", "#FFB06022", turn=0)))


def we_dare_to_dream_belfast(c: Canvas) -> None:
    """A lecture hall with a full audience; a runner fills the screen."""
    c.backdrop("#0A1650", "#122470", "#0B1550")
    for k in range(9):
        c.add(rect(k * 184, 0, 150, 700, "#16307F" if k % 2 else "#132A72"))
    c.add(polygon([(-10, -10), (1610, -10), (1300, 60), (300, 60)], "#0A1246"))
    for k in range(6):
        c.add(ellipse(360 + k * 176, 26, 30, 6, "#FFE3B0"))
    c.add(c.glow(800, 350, 820, ORANGE, "99"))
    c.add(rect(268, 84, 1064, 536, "#060C30", rx=8))
    screen = "M284 100H1316V604H284Z"
    sky = c.gradient("#3B3AA6", "#E8743A", "#FFC877")
    lanes = [
        stroke(f"M284 {500 + k * 34}Q800 {476 + k * 36} 1316 {488 + k * 44}", CREAM, 4)
        for k in range(3)
    ]
    runner = actor(runners()[0], STRIDE, bare=True)
    film = [
        rect(284, 100, 1032, 504, sky),
        circle(800, 400, 170, "#FFE9B8"),
        hill(
            [(284, 430), (520, 380), (800, 440), (1100, 390), (1316, 430)],
            "#4A3F9A",
            604,
        ),
        path("M284 470Q800 440 1316 460V604H284Z", "#B8402C"),
        *lanes,
        placed(runner, 790, 394, 2.1),
    ]
    c.add(c.clipped(screen, film))
    c.add(
        polygon(
            [(284, 604), (1316, 604), (1600, 1000), (0, 1000)], "#FFB06A", opacity=0.12
        )
    )
    c.add(
        rect(1392, 520, 96, 150, "#0A1246", rx=6),
        polygon([(1384, 520), (1496, 520), (1480, 496), (1400, 496)], BLUE),
    )
    c.add(stroke("M1440 496V462", NAVY, 4), circle(1440, 458, 7, ORANGE))
    for x in (90.0, 1480):
        c.add(
            path(arch(x + 20, 440, 110, 260), c.gradient("#24408F", "#F2A56B")),
            stroke(f"M{x + 20} 182V440M{x - 35} 320H{x + 75}", "#0A1246", 6),
        )
    rows = ["#24459C", "#1B3788", "#132A72", "#0C1E5C"]
    looks = cast(c.random, 11, [ROYAL, "#2A5BB8", ORANGE, AZURE, "#B8563A", "#3A6FC9"])
    keys = [c.stamp(back_view(look)) for look in looks]
    for row, seat in enumerate(rows):
        size, y = 0.78 + row * 0.17, 676 + row * 84
        gap = 112 * size + 14
        count = int(1800 / gap) + 1
        for k in range(count):
            x = 800 + (k - count / 2 + (0.5 if row % 2 else 0)) * gap
            if (k * 7 + row * 5) % 9 != 4:
                c.add(stamped(keys[(k * 3 + row * 4) % 11], x, y, size))
            c.add(
                rect(x - 52 * size, y + 62 * size, 104 * size, 190, seat, rx=22 * size)
            )
            c.add(rect(x - 52 * size, y + 62 * size, 104 * size, 5, "#FFB98055", rx=2))
    c.add(rect(0, 600, 1600, 400, c.gradient("#00175A00", "#000B3ACC")))


SCENES = {
    "we-dare-to-dream": we_dare_to_dream,
    "we-dare-to-dream-belfast": we_dare_to_dream_belfast,
}
