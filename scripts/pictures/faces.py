"""Simplified heads and busts: from the front, the back and the side."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from scripts.pictures.shapes import (
    circle,
    darker,
    ellipse,
    lighter,
    limb,
    path,
    rect,
    stroke,
)


SKINS = ["#F4CDAA", "#E3AE80", "#CC8F5E", "#A96C40", "#865033", "#643821", "#482818"]
HAIRS = ["#1D1412", "#2E1D17", "#47291A", "#17182B", "#6B3E22", "#8C8790"]
STYLES = [
    "short",
    "bun",
    "scarf",
    "afro",
    "long",
    "curls",
    "turban",
    "bob",
    "bald",
    "beard",
]


@dataclass(frozen=True)
class Look:
    """What one person looks like and wears."""

    skin: str
    hair: str
    style: str
    top: str
    bottom: str
    cloth: str


def cast(chance: Random, count: int, clothes: list[str]) -> list[Look]:
    """Choose people so that neighbours differ in skin, hair and clothes."""
    people = []
    skin, style = chance.randrange(len(SKINS)), chance.randrange(len(STYLES))
    for i in range(count):
        skin = (skin + chance.choice([2, 3, 4])) % len(SKINS)
        style = (style + chance.choice([1, 2, 3])) % len(STYLES)
        hair = HAIRS[chance.randrange(len(HAIRS) if skin < 4 else 4)]
        top = clothes[(i * 2 + i // len(clothes)) % len(clothes)]
        cloth = clothes[(i * 2 + 3) % len(clothes)]
        bottom = chance.choice(["#0B1F5E", "#16307F", "#2A2F4F", "#3B2B3F"])
        people.append(Look(SKINS[skin], hair, STYLES[style], top, bottom, cloth))
    return people


def features(look: Look, face: str) -> list[str]:
    """Closed eyes and a mouth: calm, or open in song."""
    if face == "none":
        return []
    line = darker(look.skin, 0.55)
    parts = [
        stroke("M-12.500 0Q-8 3.500-4 0M4 0Q8 3.500 12.500 0", line, 1.8),
        circle(-10, 8, 4, "#E8442E", opacity=0.16),
        circle(10, 8, 4, "#E8442E", opacity=0.16),
    ]
    if face == "sing":
        return [*parts, ellipse(0, 12.5, 4, 5.2, darker(look.skin, 0.7))]
    return [*parts, stroke("M-5 11.500Q0 15.500 5 11.500", line, 1.8)]


def hair_behind(look: Look) -> list[str]:
    """Hair and cloth that fall behind the face."""
    match look.style:
        case "afro":
            return [circle(0, -9, 32, look.hair)]
        case "long":
            return [path("M-25-6C-25-36 25-36 25-6L30 52Q0 62-30 52Z", look.hair)]
        case "bob":
            return [path("M-25-6C-25-36 25-36 25-6L27 22Q0 32-27 22Z", look.hair)]
        case "bun":
            return [circle(0, -31, 11, look.hair)]
        case "scarf":
            shape = (
                "M-27-4C-27-38 27-38 27-4C27 24 34 40 40 50Q0 66-40 50C-34 40-27"
                " 24-27-4Z"
            )
            return [path(shape, look.cloth)]
        case "curls":
            spots = [(-20, -6), (-17, -20), (-6, -29), (8, -28), (19, -18), (21, -4)]
            return [circle(x, y, 11, look.hair) for x, y in spots]
    return []


def hair_before(look: Look) -> list[str]:
    """Hair and cloth that lie over the face."""
    cap = path("M-21-1C-24-34 24-34 21-1C17-13 4-17-3-17C-12-16-18-10-21-1Z", look.hair)
    match look.style:
        case "bald":
            return []
        case "beard":
            beard = "M-21-2C-21 34 21 34 21-2C17 8 12 5 6 7Q0 5-6 7C-12 5-17 8-21-2Z"
            mouth = ellipse(0, 12.5, 4.5, 2.5, lighter(look.skin, 0.1))
            return [path(beard, look.hair), mouth, cap]
        case "scarf":
            outer = (
                "M-24 0C-26-36 26-36 24 0C24 22 32 40 28 50Q0 62-28 50C-32 40-24"
                " 22-24 0Z"
            )
            opening = "M-16 2C-16-24 16-24 16 2C16 18 8 25 0 25C-8 25-16 18-16 2Z"
            fold = stroke("M20 16C16 36-6 42-22 46", darker(look.cloth, 0.16), 2.5)
            veil = path(outer + opening, look.cloth, fill_rule="evenodd")
            return [veil, fold]
        case "turban":
            wrap = "M-24-6C-30-44 30-44 24-6C14-19-14-19-24-6Z"
            band = "M-24-8C-18-30 6-36 20-30"
            soft = stroke(band, darker(look.cloth, 0.18), 2.5)
            return [path(wrap, look.cloth), soft]
        case "long" | "bob":
            parted = "M-21 2C-26-36 26-36 21 2C19-10 8-17-2-20C-6-14-18-10-21 2Z"
            return [path(parted, look.hair)]
    return [cap]


def head(look: Look, face: str = "calm") -> list[str]:
    """A face seen from the front, about 50 units high, without the hair behind."""
    return [
        ellipse(0, 1, 20, 24, look.skin),
        *features(look, face),
        *hair_before(look),
    ]


def bust(look: Look, face: str = "calm", length: float = 170) -> list[str]:
    """Head and shoulders, the face around the origin."""
    floor = f"{length:.0f}"
    body = f"M-54 {floor}C-56 78-52 54-15 40Q0 52 15 40C52 54 56 78 54 {floor}Z"
    side = f"M54 {floor}C56 78 52 54 15 40C30 60 32 90 28 {floor}Z"
    return [
        *hair_behind(look),
        path("M-9 16H9V40Q0 54-9 40Z", darker(look.skin, 0.16)),
        path(body, look.top),
        path(side, darker(look.top, 0.14)),
        path("M-15 40Q0 56 15 40L9 36V30H-9V36Z", darker(look.skin, 0.1)),
        *head(look, face),
    ]


def back_view(look: Look) -> list[str]:
    """Head and shoulders of somebody who looks away from us."""
    shape = "M-56 170C-58 78-52 52-14 38H14C52 52 58 78 56 170Z"
    colour = look.cloth if look.style in {"scarf", "turban"} else look.hair
    if look.style == "bald":
        colour = look.skin
    top = ellipse(0, -2, 22, 26, colour)
    neck = rect(-9, 14, 18, 30, darker(look.skin, 0.15), rx=6)
    return [neck, path(shape, look.top), *hair_behind(look), top]


def sitter(look: Look, face: str = "calm") -> list[str]:
    """Somebody on a stool who faces us, hands in the lap."""
    cloth, skin = look.bottom, look.skin
    side = darker(look.top, 0.18)
    shins = [
        limb((x, 146), (x * 0.9, 216), 17, 11, darker(cloth, 0.2)) for x in (-30, 30)
    ]
    shoes = [limb((x * 0.9, 224), (x * 1.2, 226), 9, 8, look.cloth) for x in (-30, 30)]
    thighs = [limb((x * 0.7, 130), (x, 146), 22, 20, cloth) for x in (-30, 30)]
    sleeves = [
        limb((x, 78), (x * 0.95, 118), 12, 11, side)
        + limb((x * 0.95, 118), (x * 0.2, 136), 10.5, 8.5, side)
        for x in (-46, 46)
    ]
    hands = [circle(-6, 138, 9, skin), circle(7, 138, 9, darker(skin, 0.1))]
    return [*shins, *shoes, *bust(look, face, 138), *thighs, *sleeves, *hands]


def profile(look: Look) -> list[str]:
    """A head seen from the side, looking right, about 34 units high."""
    skin, hair = look.skin, look.hair
    face = path("M-12 0C-13-20 13-22 14-4L18 3Q18 5 14 5C14 16 6 18 0 16L-8 12Z", skin)
    cap = path("M-13 6C-22-22 8-26 15-9C6-11 0-8-2 0C-3 6-8 12-13 6Z", hair)
    match look.style:
        case "bald":
            return [face]
        case "afro" | "curls":
            return [circle(-4, -8, 19, hair), face, cap]
        case "bun":
            return [circle(-17, -9, 8, hair), face, cap]
        case "long" | "bob":
            fall = "M-14-6C-14-24 10-24 8-8C2-4 0 8 0 14L-4 30Q-18 34-20 26Z"
            return [face, path(fall, hair), cap]
        case "scarf":
            veil = (
                "M14-10C4-28-22-22-18 2C-18 16-24 26-26 36Q-4 44 12 30L4 15"
                "C0 8 0-4 14-10Z"
            )
            return [face, path(veil, look.cloth)]
        case "turban":
            return [face, path("M-15 2C-24-32 20-34 17-7C8-11-4-10-15 2Z", look.cloth)]
        case "beard":
            jaw = "M-5-2C-4 6 2 9 8 8Q12 6 15 8C14 20 6 24 0 19Q-7 12-5-2Z"
            return [face, path(jaw, hair), cap]
    return [face, cap]
