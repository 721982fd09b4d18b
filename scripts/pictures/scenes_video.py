"""Scenes of the global music video: many rooms, many telephones."""

from __future__ import annotations

from scripts.pictures.faces import Look, bust, cast
from scripts.pictures.objects import (
    drum,
    fiddle,
    frame_drum,
    guitar,
    leaf,
    lute,
    trumpet,
)
from scripts.pictures.shapes import (
    ACCENTS,
    AZURE,
    BLUE,
    CREAM,
    DEEP,
    GOLD,
    MIST,
    ROYAL,
    SKY,
    WHITE,
    Canvas,
    arc,
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


RED = ACCENTS[2017]
VIOLET = ACCENTS[2020]


def room(c: Canvas, kind: int, width: float, height: float) -> list[str]:
    """The view behind a musician: six different corners of the world."""
    w, h = width, height
    match kind:
        case 0:
            sun = circle(w * 0.7, h * 0.36, h * 0.2, GOLD)
            dunes = hill(
                [(0, h * 0.7), (w * 0.4, h * 0.55), (w, h * 0.75)], "#E59A4B", floor=h
            )
            return [rect(0, 0, w, h, "#FFE2B0"), sun, dunes]
        case 1:
            lights = [
                rect(
                    w * 0.1 + k * w * 0.17,
                    h * 0.3 + 30 * (k % 3),
                    w * 0.13,
                    h,
                    mix_blue(k),
                )
                for k in range(5)
            ]
            return [
                rect(0, 0, w, h, "#141E63"),
                circle(w * 0.2, h * 0.2, 24, CREAM),
                *lights,
            ]
        case 2:
            leaves = [
                placed(
                    leaf(h * 0.5, "#1E9E6A"), w * (0.1 + 0.2 * k), h, 1, -60 - k * 12
                )
                for k in range(5)
            ]
            return [rect(0, 0, w, h, "#CFEBDD"), *leaves]
        case 3:
            peaks = polygon(
                [
                    (0, h),
                    (w * 0.3, h * 0.3),
                    (w * 0.55, h * 0.7),
                    (w * 0.75, h * 0.4),
                    (w, h),
                ],
                AZURE,
            )
            return [rect(0, 0, w, h, MIST), peaks, circle(w * 0.82, h * 0.2, 26, WHITE)]
        case 4:
            strips = [
                rect(k * w / 7, 0, w / 14, h, lighter(VIOLET, 0.4)) for k in range(7)
            ]
            return [rect(0, 0, w, h, VIOLET), *strips]
        case _:
            waves = [
                stroke(
                    f"M0 {y}q{w / 8} -22 {w / 4} 0t{w / 4} 0t{w / 4} 0t{w / 4} 0",
                    WHITE,
                    5,
                    opacity=0.5,
                )
                for y in (h * 0.55, h * 0.7, h * 0.85)
            ]
            return [
                rect(0, 0, w, h, "#F6A9A0"),
                rect(0, h * 0.45, w, h, "#12A5B5"),
                *waves,
            ]


def mix_blue(step: int) -> str:
    """A blue for a tower block."""
    return (ROYAL, DEEP, AZURE, BLUE, "#2B2A86")[step % 5]


def played(kind: int) -> str:
    """An instrument in front of a singer whose face is at the origin."""
    match kind % 6:
        case 0:
            return placed(fiddle(), 26, 66, 0.8, 62)
        case 1:
            return placed(lute(), 0, 112, 0.95, 62)
        case 2:
            return placed(frame_drum(RED), 52, 92, 0.95)
        case 3:
            return placed(guitar(), -8, 116, 1, 68)
        case 4:
            return placed(trumpet(), 62, 22, 0.75, 8)
    return placed(drum(ROYAL), 0, 158, 1.1)


def tile(c: Canvas, cell: tuple[int, int, int, int], index: int, look: Look) -> None:
    """One screen of the mosaic, with one musician."""
    x, y, width, height = cell
    frame = (
        f"M{x + 22} {y}h{width - 44}a22 22 0 0 1 22 22v{height - 44}a22 22"
        f" 0 0 1-22 22h-{width - 44}a22 22 0 0 1-22-22v-{height - 44}a22"
        " 22 0 0 1 22-22Z"
    )
    size = height / 250
    face = "calm" if index % 6 == 4 else "sing"
    inside = [
        placed(room(c, (index * 5 + index // 6) % 6, width, height), x, y),
        placed(
            [*bust(look, face, 190), played(index)],
            x + width / 2,
            y + height * 0.4,
            size,
        ),
    ]
    c.add(
        path(frame, "#000B3A", opacity=0.5, transform="translate(0 10)"),
        c.clipped(frame, inside),
    )
    c.add(path(frame, stroke=WHITE, stroke_width=5, opacity=0.9))


def global_music_video_2020(c: Canvas) -> None:
    """A mosaic of screens: one band, many rooms across the globe."""
    c.backdrop("#0A1458", "#2A2391", VIOLET, turn=35)
    for i in range(6):
        c.add(
            ellipse(
                800,
                500,
                160 + i * 150,
                640,
                "none",
                stroke=WHITE,
                stroke_width=2.5,
                opacity=0.16,
            )
        )
        c.add(stroke(f"M-20 {90 + i * 164}H1620", WHITE, 2.5, opacity=0.16))
    clothes = [CREAM, VIOLET, BLUE, GOLD, RED, "#12A5B5", WHITE, ROYAL]
    looks = cast(c.random, 14, clothes)
    cells = [
        (50, 50, 290, 286),
        (362, 50, 290, 286),
        (674, 50, 560, 286),
        (1256, 50, 294, 286),
        (50, 358, 470, 286),
        (542, 358, 290, 286),
        (854, 358, 290, 286),
        (1166, 358, 384, 286),
        (50, 666, 290, 286),
        (362, 666, 384, 286),
        (768, 666, 290, 286),
        (1080, 666, 470, 286),
    ]
    for i, cell in enumerate(cells):
        tile(c, cell, i, looks[i])


def phone(c: Canvas, index: int, look: Look) -> list[str]:
    """A telephone that shows a musician; its middle is the origin."""
    screen = (
        "M-118-236a22 22 0 0 1 22-22H96a22 22 0 0 1 22 22V236a22 22 0 0"
        " 1-22 22H-96a22 22 0 0 1-22-22Z"
    )
    view = placed(room(c, (index * 2) % 6, 236, 516), -118, -258)
    person = placed([*bust(look, "sing", 240), played(index)], 0, -20, 1.45)
    return [
        rect(-134, -276, 268, 552, "#060D33", rx=38),
        c.clipped(screen, [view, person]),
        rect(-34, -268, 68, 16, "#060D33", rx=8),
        circle(0, 226, 17, "#E8442E", stroke=WHITE, stroke_width=5),
    ]


def grip(skin: str, sleeve: str) -> tuple[list[str], list[str]]:
    """A hand around a telephone: what lies behind it, and the fingers before."""
    behind = [
        limb((40, 520), (20, 300), 74, 58, sleeve),
        limb((16, 330), (0, 200), 56, 66, skin),
    ]
    fingers = [
        limb((150, 70 + k * 46), (112, 78 + k * 46), 21, 19, darker(skin, 0.05 * k))
        for k in range(3)
    ]
    thumb = limb((-150, 190), (-112, 90), 30, 21, skin)
    palm = [limb((-60, 300), (-146, 200), 44, 32, skin)]
    return [*behind, *palm], [*fingers, thumb]


def global_music_video_phones(c: Canvas) -> None:
    """Hands hold up telephones; on each, somebody sings for the same film."""
    c.backdrop(MIST, "#E6DEFB", "#C9B8F5")
    c.add(circle(800, 1180, 900, c.gradient(VIOLET, BLUE, DEEP)))
    for i in range(5):
        c.add(
            ellipse(
                800,
                1180,
                180 * (i + 1),
                900,
                "none",
                stroke=WHITE,
                stroke_width=3,
                opacity=0.2,
            )
        )
        c.add(stroke(arc(800, 1180, 520 + i * 130, 180, 360), WHITE, 3, opacity=0.2))
    for i, r in enumerate((330, 420, 510, 600, 690)):
        hue = (VIOLET, BLUE, AZURE, VIOLET, SKY)[i]
        c.add(
            stroke(
                arc(800, 520, r, 208, 332),
                hue,
                14 - i * 2,
                opacity=round(0.9 - i * 0.15, 2),
            )
        )
    looks = cast(c.random, 3, [CREAM, GOLD, RED])
    held = [
        (330, 590, -13, 0, "#865033", GOLD),
        (1270, 590, 13, 1, "#F4CDAA", RED),
        (800, 510, 0, 2, "#482818", CREAM),
    ]
    for x, y, turn, index, skin, sleeve in held:
        behind, before = grip(skin, sleeve)
        c.add(placed([*behind, *phone(c, index, looks[index]), *before], x, y, 1, turn))


SCENES = {
    "global-music-video-2020": global_music_video_2020,
    "global-music-video-phones": global_music_video_phones,
}
