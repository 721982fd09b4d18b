from __future__ import annotations

import re

from django.core.files.base import ContentFile

from cms.core.renditions import (
    ALL_SPECS,
    SHARE_SPEC,
    display_sources,
    existing_renditions,
    share_source,
)
from tests import factories
from tests.factories.core import picture


TOKEN = r"[\w-]{16}"  # 96 random bits in base 64


def test_image__has_all_renditions_once_it_is_saved(db):
    image = factories.ImageFactory()
    assert set(existing_renditions(image)) == set(ALL_SPECS)


def test_image__saved_again_makes_no_second_set(db):
    image = factories.ImageFactory()
    image.title = "Another title"
    image.save()
    assert image.renditions.count() == len(ALL_SPECS)


def test_image__whose_focal_point_moves_has_one_share_picture(db):
    image = factories.ImageFactory()
    first = share_source(image)
    image.focal_point_x = image.focal_point_y = 8
    image.focal_point_width = image.focal_point_height = 4
    image.save()
    assert image.renditions.filter(filter_spec=SHARE_SPEC).count() == 1
    assert share_source(image).url != first.url


def test_display_sources__of_a_small_picture_say_each_size_once(db):
    image = factories.ImageFactory()
    sources = [(source.type, source.width) for source in display_sources(image)]
    assert sources == [("image/avif", 64), ("image/webp", 64), ("image/jpeg", 64)]


def test_display_sources__of_a_large_picture_have_three_widths(db):
    file = ContentFile(picture(2000, 1000, "JPEG"), name="large.jpg")
    sources = display_sources(factories.ImageFactory(file=file))
    assert [(s.width, s.height) for s in sources if s.type == "image/avif"] == [
        (480, 240),
        (960, 480),
        (1600, 800),
    ]


def test_share_source__is_missing_where_it_was_not_made(db):
    image = factories.ImageFactory()
    image.renditions.filter(filter_spec=SHARE_SPEC).delete()
    assert share_source(image) is None


def test_paths__cannot_be_guessed_from_one_another(db):
    image = factories.ImageFactory()
    document = factories.DocumentFactory()
    names = [image.file.name, document.file.name]
    names += [rendition.file.name for rendition in image.renditions.all()]
    tokens = [re.fullmatch(rf"\w+/({TOKEN})/[^/]+", name)[1] for name in names]
    assert len(set(tokens)) == len(tokens)


def test_paths__of_long_and_foreign_names_fit_the_column(db):
    name = "Ein sehr langer Name über الحفل الموسيقي " * 8 + ".PNG"
    image = factories.ImageFactory(file=ContentFile(picture(), name=name))
    assert len(image.file.name) <= 100
    assert image.file.name.isascii()
    assert max(len(r.file.name) for r in image.renditions.all()) <= 100


def test_alt_text__is_never_the_title(db):
    assert factories.ImageFactory(description="").default_alt_text == ""
