"""The whole sample content as a fixture, for tests that walk over a real site.

Its pictures are made small, so that loading takes seconds. A test module asks for it
with `from tests.sample_site import sample_site, small_pictures` in its `conftest.py`.
"""

from __future__ import annotations

import json

import pytest
from PIL import Image

from cms.samples.library import PICTURES
from cms.samples.loader import load
from tests.lasting import lasting


SMALL_WIDTH = 160


def shrink_pictures(folder):
    """Write the sample pictures into `folder`, small, with their facts."""
    facts = json.loads((PICTURES / "pictures.json").read_text(encoding="utf-8"))
    for name, fact in facts.items():
        with Image.open(PICTURES / f"{name}.jpg") as picture:
            scale = SMALL_WIDTH / picture.width
            fact["focal_point"] = [round(x * scale) for x in fact["focal_point"]]
            picture.reduce(round(1 / scale)).save(folder / f"{name}.jpg")
    (folder / "pictures.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_pictures(tmp_path_factory):
    """A folder with the sample pictures, small."""
    return shrink_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def sample_site(django_db_setup, django_db_blocker, small_pictures):
    """Load the sample content for all tests of a module, and take it away again."""
    yield from lasting(django_db_blocker, lambda: load(small_pictures))
