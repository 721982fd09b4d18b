"""The colours of the stylesheet, read out of it, and how well they can be told apart."""

from __future__ import annotations

import re
from pathlib import Path


STYLESHEET = Path(__file__).parents[2] / "static" / "css" / "site.css"
CARD = STYLESHEET.parents[1] / "embed" / "card.css"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DECLARATION = re.compile(r"--([a-z-]+):\s*([^;]+);")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DARK = "(prefers-color-scheme: dark)"


def block(css: str, start: str) -> tuple[int, int]:
    """Return where the braces of the block that begins with `start` open and close."""
    opened = css.index("{", css.index(start))
    depth = 0
    for position in range(opened, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return opened + 1, position
    raise ValueError(f"The block {start} does not end.")


def properties(css: str) -> dict[str, dict[str, str]]:
    """Return the custom properties that each selector sets."""
    found: dict[str, dict[str, str]] = {}
    for selectors, body in RULE.findall(css):
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(DECLARATION.findall(body))
    return found


def schemes(css: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the colours of each accent (and of pages with none) by colour scheme."""
    css = COMMENT.sub("", css)
    first, last = block(css, "@layer tokens {")
    css = css[first:last]
    inner_first, inner_last = block(css, DARK)
    dark_rules = properties(css[inner_first:inner_last])
    light_rules = properties(css[: css.index("@media")])
    accents = [name for name in light_rules if name.startswith(".accent-")]
    house = light_rules[":root"]
    light = {"": house} | {name: house | light_rules[name] for name in accents}
    # The rule of accents stands after that of the root, and is more specific.
    night = dark_rules[":root"]
    common = dark_rules['[class*="accent-"]']
    dark = {name: values | night | common for name, values in light.items()}
    return {"light": resolved(light), "dark": resolved(dark)}


def card_colours() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Return what the card's stylesheet sets by selector, in the light and in the dark."""
    css = COMMENT.sub("", CARD.read_text())
    first, last = block(css, f"@media {DARK}")
    return properties(css[: css.index(f"@media {DARK}")]), properties(css[first:last])


def resolved(palettes: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Follow `var(--other)` once in each value."""
    return {
        name: {
            key: values[value[6:-1]] if value.startswith("var(--") else value
            for key, value in values.items()
        }
        for name, values in palettes.items()
    }


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(ground: str, over: str, share: float) -> str:
    """Return the colour `#rrggbb` that `over` makes on `ground` where it is faint."""
    channels = (
        round(
            int(over[at : at + 2], 16) * share
            + int(ground[at : at + 2], 16) * (1 - share)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
