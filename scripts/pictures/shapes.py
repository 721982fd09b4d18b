"""The drawing kit: a canvas, plain SVG shapes, curves and colours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random


Point = tuple[float, float]

NAVY = "#00175A"
DEEP = "#00237A"
BLUE = "#0033A0"
ROYAL = "#1F55C7"
AZURE = "#4C86E8"
SKY = "#9CC2F7"
MIST = "#DCE9FC"
CREAM = "#FFF5E4"
SAND = "#F6DFBE"
WHITE = "#FFFFFF"
GOLD = "#F5B335"

ACCENTS = {
    2017: "#E8442E",
    2018: "#12A5B5",
    2019: "#F5B335",
    2020: "#7C5CDB",
    2021: "#9BBF3B",
    2022: "#1E9E6A",
    2023: "#D1386F",
    2024: "#F5822A",
}


def number(value: float) -> str:
    """Write a number with at most one decimal: it keeps the files small."""
    return f"{value:.1f}".removesuffix(".0")


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; ``share`` is how much of the second one there is."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def darker(colour: str, share: float = 0.2) -> str:
    """Move a colour towards navy, so that all shadows belong together."""
    return mix(colour, "#000B3A", share)


def lighter(colour: str, share: float = 0.25) -> str:
    """Move a colour towards warm white."""
    return mix(colour, "#FFFAF0", share)


def attributes(values: dict[str, object]) -> str:
    """Write keyword arguments as SVG attributes."""
    written = []
    for key, value in values.items():
        text = number(value) if isinstance(value, float) else str(value)
        if key in {"opacity", "fill_opacity", "stroke_opacity"}:
            text = str(value)
        written.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    return "".join(written)


def path(d: str, fill: str = "none", **extra: object) -> str:
    """Draw a path from its ``d`` attribute."""
    return f'<path d="{d}" fill="{fill}"{attributes(extra)}/>'


def circle(x: float, y: float, r: float, fill: str = "none", **extra: object) -> str:
    """Draw a circle."""
    at = f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
    return f'<circle {at} fill="{fill}"{attributes(extra)}/>'


def ellipse(
    x: float, y: float, rx: float, ry: float, fill: str, **extra: object
) -> str:
    """Draw an ellipse."""
    at = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f'<ellipse {at} fill="{fill}"{attributes(extra)}/>'


def rect(
    x: float, y: float, width: float, height: float, fill: str, **extra: object
) -> str:
    """Draw a rectangle; ``rx`` rounds its corners."""
    at = f'x="{number(x)}" y="{number(y)}"'
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect {at} {size} fill="{fill}"{attributes(extra)}/>'


def polygon(points: Iterable[Point], fill: str, **extra: object) -> str:
    """Draw a closed shape with straight sides."""
    return path(straight(points) + "Z", fill, **extra)


def stroke(d: str, colour: str, width: float, **extra: object) -> str:
    """Draw a line of even width with round ends."""
    ends = {"stroke_linecap": "round", "stroke_linejoin": "round"} | extra
    return path(d, "none", stroke=colour, stroke_width=float(width), **ends)


def group(parts: Iterable[str], **extra: object) -> str:
    """Hold several shapes together, usually to move them at once."""
    return f"<g{attributes(extra)}>{''.join(parts)}</g>"


def placed(
    parts: Iterable[str], x: float, y: float, scale: float = 1, turn: float = 0
) -> str:
    """Put shapes drawn around the origin at a place, a size and an angle."""
    moves = f"translate({number(x)} {number(y)})"
    if turn:
        moves += f" rotate({number(turn)})"
    return group(parts, transform=f"{moves} scale({scale:.3g})")


def mirrored(parts: Iterable[str], x: float, y: float, scale: float = 1) -> str:
    """Like :func:`placed`, looking the other way."""
    moves = f"translate({number(x)} {number(y)}) scale({-scale:.3g} {scale:.3g})"
    return group(parts, transform=moves)


def stamped(key: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """Use the shapes that :meth:`Canvas.stamp` stored."""
    moves = f"translate({number(x)} {number(y)})"
    if turn:
        moves += f" rotate({number(turn)})"
    return f'<use href="#{key}" transform="{moves} scale({scale:.3g})"/>'


def straight(points: Iterable[Point]) -> str:
    """Path data through points, in straight lines."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """Path data through points, in one soft curve (Catmull-Rom)."""
    count = len(points)

    def at(index: int) -> Point:
        if closed:
            return points[index % count]
        return points[min(max(index, 0), count - 1)]

    data = f"M{number(points[0][0])} {number(points[0][1])}"
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(i + k) for k in (-1, 0, 1, 2))
        bend = (bx + (cx - ax) / 6, by + (cy - ay) / 6)
        lead = (cx - (dx - bx) / 6, cy - (dy - by) / 6)
        data += "C" + " ".join(number(v) for v in (*bend, *lead, cx, cy))
    return data + ("Z" if closed else "")


def hill(
    points: Sequence[Point], fill: str, floor: float = 1000, **extra: object
) -> str:
    """Fill everything below a soft line, down to the floor."""
    close = f"L{number(points[-1][0])} {floor}L{number(points[0][0])} {floor}Z"
    return path(smooth(points) + close, fill, **extra)


def limb(start: Point, end: Point, r0: float, r1: float, fill: str) -> str:
    """Draw a tapered bar with round ends: an arm, a leg, a branch."""
    (x0, y0), (x1, y1) = start, end
    way = math.atan2(y1 - y0, x1 - x0)
    gap = math.hypot(x1 - x0, y1 - y0) or 1
    lean = math.acos(max(-1, min(1, (r0 - r1) / gap)))

    def edge(x: float, y: float, r: float, angle: float) -> str:
        return f"{number(x + r * math.cos(angle))} {number(y + r * math.sin(angle))}"

    d = (
        f"M{edge(x0, y0, r0, way + lean)}"
        f"A{number(r0)} {number(r0)} 0 1 1 {edge(x0, y0, r0, way - lean)}"
        f"L{edge(x1, y1, r1, way - lean)}"
        f"A{number(r1)} {number(r1)} 0 0 1 {edge(x1, y1, r1, way + lean)}Z"
    )
    return path(d, fill)


def arc(x: float, y: float, r: float, start: float, end: float) -> str:
    """Path data of an arc; angles in degrees, clockwise from the right."""
    a, b = math.radians(start), math.radians(end)
    large = int(abs(end - start) > 180)
    return (
        f"M{number(x + r * math.cos(a))} {number(y + r * math.sin(a))}"
        f"A{number(r)} {number(r)} 0 {large} {int(end > start)} "
        f"{number(x + r * math.cos(b))} {number(y + r * math.sin(b))}"
    )


def arch(x: float, y: float, width: float, height: float) -> str:
    """Path data of a round-headed arch that stands on ``y``, centred on ``x``."""
    half = width / 2
    top = number(y - height + half)
    left, right, foot = number(x - half), number(x + half), number(y)
    r = number(half)
    return f"M{left} {foot}V{top}A{r} {r} 0 0 1 {right} {top}V{foot}Z"


class Canvas:
    """One picture: its shapes, its gradients and its own source of chance."""

    def __init__(self, name: str, width: int = 1600, height: int = 1000) -> None:
        self.name = name
        self.width = width
        self.height = height
        self.random = Random(name)  # noqa: S311 - strews leaves, guards nothing
        self.parts: list[str] = []
        self.defs: list[str] = []

    def add(self, *parts: str) -> None:
        """Paint shapes over what is there."""
        self.parts.extend(parts)

    def define(self, kind: str, body: str, **extra: object) -> str:
        """Store a definition and return the reference to it."""
        key = f"d{len(self.defs)}"
        self.defs.append(f'<{kind} id="{key}"{attributes(extra)}>{body}</{kind}>')
        return f"url(#{key})"

    def gradient(self, *colours: str, turn: float = 90) -> str:
        """A linear gradient with even stops; 90 runs from top to bottom."""
        spin = f"rotate({number(turn)} .5 .5)"
        return self.define(
            "linearGradient", self.stops(colours), gradientTransform=spin
        )

    def radial(self, *colours: str, x: str = "50%", y: str = "50%") -> str:
        """A radial gradient with even stops, from the middle outwards."""
        return self.define("radialGradient", self.stops(colours), cx=x, cy=y)

    @staticmethod
    def stops(colours: Sequence[str]) -> str:
        """Write gradient stops; ``#RRGGBBAA`` colours may be see-through."""
        last = len(colours) - 1
        return "".join(
            f'<stop offset="{i / last:.3g}" stop-color="{c}"/>'
            for i, c in enumerate(colours)
        )

    def stamp(self, parts: Iterable[str]) -> str:
        """Store shapes that are used many times; see :func:`stamped`."""
        key = f"d{len(self.defs)}"
        self.defs.append(group(parts, id=key))
        return key

    def clipped(self, d: str, parts: Iterable[str]) -> str:
        """Show shapes only inside a path."""
        return group(parts, clip_path=self.define("clipPath", path(d, "#000")))

    def backdrop(self, *colours: str, turn: float = 90) -> None:
        """Fill the whole picture with a gradient."""
        fill = self.gradient(*colours, turn=turn)
        self.add(rect(0, 0, self.width, self.height, fill))

    def glow(self, x: float, y: float, r: float, colour: str, alpha: str = "AA") -> str:
        """Light that fades away around a point."""
        fill = self.radial(f"{colour}{alpha}", f"{colour}44", f"{colour}00")
        return circle(x, y, r, fill)

    def svg(self) -> str:
        """The finished file, with a light grain over everything."""
        box = f'viewBox="0 0 {self.width} {self.height}"'
        size = f'width="{self.width}" height="{self.height}"'
        grain = (
            '<filter id="grain" x="0" y="0" width="100%" height="100%">'
            '<feTurbulence type="fractalNoise" baseFrequency=".7" numOctaves="2" '
            'seed="7"/><feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 '
            '1.6 0 0 0 -.62"/></filter>'
        )
        cover = rect(0, 0, self.width, self.height, "none", filter="url(#grain)")
        cover = group([cover], style="mix-blend-mode:multiply", opacity=0.1)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {size}>'
        defs = f"<defs>{grain}{''.join(self.defs)}</defs>"
        return "\n".join([head, defs, *self.parts, cover, "</svg>"]) + "\n"
