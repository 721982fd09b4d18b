"""Whatever is read on the site can be read: all pairs of colours, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refugeeweek.models.accents import Accent, accent_of_year
from tests.test_html.colours import STYLESHEET, card_colours, contrast, mixed, schemes


TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
ARCH = 0.07  # of white
WORDS = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "link", "accent-ink", "alert")
    for ground in ("paper", "tint", "raised", "accent-wash")
] + [
    (ink, ground)
    for ink in ("on-deep", "on-deep-soft", "accent-glow")
    for ground in ("deep", "deeper")
]
WORDS += [
    ("on-deep", "blue"),
    ("on-accent", "accent-glow"),
    ("on-accent", "on-deep"),
    ("mark-ink", "mark"),
    ("alert", "alert-wash"),
]
LINES = [(line, ground) for line in ("edge", "focus") for ground in ("paper", "tint")]
LINES += [("sun", "deep"), ("sun", "deeper"), ("accent-glow", "deeper")]
PAIRS = [(*pair, TEXT) for pair in WORDS] + [(*pair, GRAPHICS) for pair in LINES]
DESIGN = Path(__file__).parents[2] / "docs" / "design.md"
ROW = re.compile(r"^\| (\w+) \|((?: [\d.]+ \|)+)$", re.MULTILINE)
#: The columns of the table in docs/design.md.
DOCUMENTED = [
    ("light", "accent-ink", "paper"),
    ("light", "accent-ink", "accent-wash"),
    ("light", "accent-ink", "tint"),
    ("light", "accent-glow", "deep"),
    ("light", "on-accent", "accent-glow"),
    ("dark", "accent-ink", "paper"),
    ("dark", "accent-ink", "accent-wash"),
    ("dark", "accent-glow", "deep"),
]


@pytest.fixture(scope="module")
def palettes():
    return schemes(STYLESHEET.read_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours__can_be_read(palettes, scheme):
    weak = [
        f"{name or 'house'}: {ink} on {ground} {ratio:.2f} < {least}"
        for name, colours in palettes[scheme].items()
        for ink, ground, least in PAIRS
        if (ratio := contrast(colours[ink], colours[ground])) < least
    ]
    assert not weak


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words__can_be_read_on_the_arches(palettes, scheme):
    """White at 7 % on deep blue; axe-core can't tell what is behind these words."""
    for name, colours in palettes[scheme].items():
        ground = mixed(colours["deep"], "#ffffff", ARCH)
        for ink in ("on-deep", "on-deep-soft", "accent-glow"):
            assert contrast(colours[ink], ground) >= TEXT, (name, ink)


def test_arches__are_as_faint_as_is_measured():
    assert f"--arch: rgb(255 255 255 / {ARCH:.0%});" in STYLESHEET.read_text()


def test_card__has_the_colours_of_the_site(palettes):
    """The card in frames of other websites has a stylesheet of its own."""
    light, dark = (
        {key: value for key, value in found[":root"].items() if value[0] == "#"}
        for found in card_colours()
    )
    assert len(light) > len(dark) > 5
    for scheme, colours in (("light", light), ("dark", dark)):
        site = palettes[scheme][""]
        assert colours == {key: site[key] for key in colours}, scheme
    # What stays as it is in the dark is meant to.
    night = palettes["dark"][""]
    assert {
        key for key in light if key not in dark and light[key] != night[key]
    } == set()


def test_accents__are_those_that_editors_choose_from(palettes):
    drawn = {name.removeprefix(".accent-") for name in palettes["light"] if name}
    assert drawn == set(Accent.values)


def test_accent_of_year__differs_from_that_of_the_years_around():
    colours = [accent_of_year(year) for year in range(1998, 2101)]
    assert all(one != next_ for one, next_ in zip(colours, colours[1:], strict=False))
    assert accent_of_year(None) in Accent


def test_documented_ratios__are_those_of_the_stylesheet(palettes):
    rows = {
        name: cells.strip(" |").split(" | ")
        for name, cells in ROW.findall(DESIGN.read_text())
    }
    measured = {
        name.removeprefix(".accent-") or "house": [
            f"{contrast(palettes[scheme][name][ink], palettes[scheme][name][ground]):.1f}"
            for scheme, ink, ground in DOCUMENTED
        ]
        for name in palettes["light"]
    }
    assert rows == measured


def test_measure__knows_black_white_and_a_weak_grey():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#ffffff") < TEXT < contrast("#767676", "#ffffff")
    css = STYLESHEET.read_text()
    faint = schemes(re.sub(r"--ink-soft: #[0-9a-f]{6}", "--ink-soft: #999999", css))
    colours = faint["light"][""]
    assert contrast(colours["ink-soft"], colours["paper"]) < TEXT
