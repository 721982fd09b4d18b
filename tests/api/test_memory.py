"""What a listing was made of is gone with it, before any search for garbage."""

from __future__ import annotations

import gc

import pytest

from cms.core.models import CustomImage
from press.models import PressReleasePage
from refugeeweek.models import EventStoryPage
from tests.api.conftest import fresh


MODELS = (CustomImage, EventStoryPage, PressReleasePage)


@pytest.fixture
def tree(lasting_tree, db):
    return fresh(lasting_tree)


@pytest.fixture
def no_search():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def rows_in_memory() -> dict[str, int]:
    kinds = [type(each) for each in gc.get_objects()]
    return {model.__name__: kinds.count(model) for model in MODELS}


# Not of a single page: templates write its body, and tests keep what those were given.
@pytest.mark.parametrize(
    "path", ["press-releases/?fields=*", "stories/?fields=*", "stories/"]
)
def test_listing__keeps_no_row_in_memory(tree, client, no_search, path):
    before = rows_in_memory()
    assert client.get(f"/api/v2/{path}").status_code == 200
    assert rows_in_memory() == before
