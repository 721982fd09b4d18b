"""Simplified whole figures from the side, built on joints."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.pictures.faces import Look, profile
from scripts.pictures.shapes import (
    Point,
    circle,
    darker,
    group,
    lighter,
    limb,
    mirrored,
    path,
    placed,
)


@dataclass(frozen=True)
class Pose:
    """Joints of a figure that looks right; the hips are the origin."""

    neck: Point
    head: Point
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    knees: tuple[Point, Point]
    feet: tuple[Point, Point]
    lean: float = 0


RUN = Pose(
    (17, -60), (27, -84), ((-18, -42), (42, -42)), ((-14, -12), (58, -66)),
    ((38, 22), (-14, 44)), ((14, 62), (-60, 48)), 10,
)  # fmt: skip
STRIDE = Pose(
    (17, -60), (27, -84), ((36, -34), (-16, -40)), ((60, -54), (-22, -12)),
    ((-10, 44), (42, 14)), ((-52, 64), (40, 60)), 10,
)  # fmt: skip
SIT = Pose(
    (2, -60), (6, -85), ((14, -24), (20, -30)), ((42, -10), (46, -40)),
    ((46, -2), (42, 2)), ((46, 52), (34, 54)),
)  # fmt: skip
LISTEN = Pose(
    (8, -59), (16, -83), ((18, -22), (22, -26)), ((44, -8), (40, -10)),
    ((46, -2), (42, 2)), ((52, 52), (30, 54)), 6,
)  # fmt: skip
WALK = Pose(
    (5, -61), (9, -86), ((-10, -30), (18, -30)), ((2, -4), (34, -12)),
    ((20, 44), (-4, 46)), ((30, 92), (-30, 86)),
)  # fmt: skip
STAND = Pose(
    (2, -61), (5, -86), ((-6, -28), (10, -28)), ((4, 0), (18, -4)),
    ((4, 46), (-4, 46)), ((4, 92), (-6, 92)),
)  # fmt: skip
GREET = Pose(
    (5, -61), (10, -86), ((24, -36), (22, -40)), ((52, -46), (50, -52)),
    ((8, 46), (-6, 46)), ((8, 92), (-12, 92)),
)  # fmt: skip


def arm(look: Look, shoulder: Point, elbow: Point, hand: Point, far: bool) -> str:
    """A sleeve and a hand."""
    sleeve = darker(look.top, 0.3 if far else 0.1)
    skin = darker(look.skin, 0.15) if far else look.skin
    return group(
        [
            circle(*hand, 5.8, skin),
            limb(shoulder, elbow, 9, 7, sleeve),
            limb(elbow, hand, 7, 5.4, sleeve),
            limb(hand, hand, 5.2, 5.2, skin),
        ]
    )


def leg(look: Look, knee: Point, foot: Point, far: bool, bare: bool) -> str:
    """A leg and a shoe; bare legs are for athletes."""
    cloth = darker(look.bottom, 0.3) if far else look.bottom
    skin = darker(look.skin, 0.2) if far else look.skin
    toe = (foot[0] + 13, foot[1] + 3)
    if knee[0] > foot[0] + 26:
        toe = (foot[0] - 4, foot[1] + 13)
    upper = limb((0, 0), knee, 13, 9, skin if bare else cloth)
    lower = limb(knee, foot, 9, 5.5, skin if bare else cloth)
    middle = (knee[0] * 0.55, knee[1] * 0.55)
    shorts = limb((0, 0), middle, 15, 13, cloth) if bare else ""
    shoe = limb(foot, toe, 6.5, 5, lighter(look.cloth, 0.1))
    return group([shoe, lower, upper, shorts])


def skirt(look: Look, pose: Pose) -> str:
    """A long skirt over both legs."""
    (kx, ky), (fx, fy) = pose.knees[0], pose.feet[0]
    bx = pose.feet[1][0]
    if ky < 20:
        top = f"M-14-6L{kx - 2} {ky - 10}Q{kx + 10} {ky - 9} {kx + 11} {ky + 4}"
        d = f"{top}L{fx + 14} {fy - 8}H{fx - 24}L{kx - 20} 20Q0 20-14 8Z"
    else:
        d = (
            f"M-15-10Q0-16 15-10L{max(fx, kx) + 16} {fy - 10}Q{fx} {fy} {bx - 12}"
            f" {fy - 10}Z"
        )
    return path(d, look.bottom, stroke=look.bottom, stroke_width=4)


def actor(look: Look, pose: Pose, bare: bool = False, robe: bool = False) -> list[str]:
    """A whole figure from the side, about 190 units high."""
    nx, ny = pose.neck
    shoulder = (nx, ny + 11)
    far = arm(look, shoulder, pose.elbows[1], pose.hands[1], far=True)
    near = arm(look, shoulder, pose.elbows[0], pose.hands[0], far=False)
    return [
        far,
        leg(look, pose.knees[1], pose.feet[1], far=True, bare=bare),
        leg(look, pose.knees[0], pose.feet[0], far=False, bare=bare),
        skirt(look, pose) if robe else "",
        limb((nx, ny + 2), pose.head, 7, 6.5, darker(look.skin, 0.14)),
        limb((0, -6), (nx, ny + 15), 14.5, 16, look.top),
        placed(profile(look), *pose.head, 1, pose.lean),
        near,
    ]


def facing(parts: list[str], x: float, y: float, size: float, left: bool) -> str:
    """Place a figure, turned to the left when asked."""
    return mirrored(parts, x, y, size) if left else placed(parts, x, y, size)
