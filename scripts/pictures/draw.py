"""Draw every sample picture as an SVG file, the same each time.

Run it from the top of the repository, then turn the drawings into JPEG files::

    python -m scripts.pictures.draw
    python -m scripts.pictures.render
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.pictures import (
    scenes_agenda,
    scenes_banners,
    scenes_belongings,
    scenes_data,
    scenes_editions,
    scenes_emblems,
    scenes_films,
    scenes_gatherings,
    scenes_library,
    scenes_museum,
    scenes_music,
    scenes_pages,
    scenes_video,
    scenes_work,
)
from scripts.pictures.shapes import Canvas


FOLDER = Path(__file__).parent / "svg"
USUAL = (1600, 1000)
SIZES = {"share-default": (1200, 630)}

SCENES: dict[str, Callable[[Canvas], None]] = {
    **scenes_agenda.SCENES,
    **scenes_banners.SCENES,
    **scenes_belongings.SCENES,
    **scenes_data.SCENES,
    **scenes_editions.SCENES,
    **scenes_emblems.SCENES,
    **scenes_films.SCENES,
    **scenes_gatherings.SCENES,
    **scenes_library.SCENES,
    **scenes_museum.SCENES,
    **scenes_music.SCENES,
    **scenes_pages.SCENES,
    **scenes_video.SCENES,
    **scenes_work.SCENES,
}


def main() -> None:
    """Write one SVG file for each scene."""
    FOLDER.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        canvas = Canvas(name, *SIZES.get(name, USUAL))
        scene(canvas)
        (FOLDER / f"{name}.svg").write_text(canvas.svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
