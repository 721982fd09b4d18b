from __future__ import annotations

import json

from django.core.exceptions import ValidationError
from django.template.loader import get_template

from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import get_page_models

import pytest

from cms.core.blocks import StoryBlock, get_plain_text
from tests import factories
from tests.bodies import every_block


def story_blocks() -> dict:
    """Every kind of block that a body of any page type may hold."""
    return {
        type(block).__name__: block
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for block in field.stream_block.child_blocks.values()
    }


@pytest.fixture(params=sorted(story_blocks()))
def block(request):
    return story_blocks()[request.param]


def test_block__is_known_in_the_editor(block):
    assert block.meta.icon not in ("", "placeholder")
    assert block.get_description()
    assert block.meta.group
    assert block.is_previewable


def test_block__has_a_template_of_its_own(block):
    assert get_template(block.meta.template).template.source.strip()


def test_block__preview_value_renders(block, edition):
    factories.ImageFactory()
    factories.DocumentFactory()
    factories.PartnerFactory()
    value = block.normalize(block.get_preview_value())
    assert block.render(value).strip()


@pytest.fixture
def body(home):
    block = StoryBlock()
    return block.normalize(every_block(home))


def test_every_block__uses_each_type_once(body):
    assert {child.block_type for child in body} == set(StoryBlock().child_blocks)


def test_every_block__passes_validation(body):
    assert len(StoryBlock().clean(body)) == len(body)


def test_every_block__has_an_api_shape_of_plain_json(body):
    for item in StoryBlock().get_api_representation(body, {}):
        assert item["value"], item["type"]
        assert json.loads(json.dumps(item["value"], default=str))


def test_every_block__has_a_plain_text_form(body):
    for child in body:
        text = get_plain_text(child.block, child.value)
        assert text, child.block_type
        assert "<" not in text, child.block_type


def test_plain_text__stands_block_below_block():
    value = StoryBlock().normalize(
        [
            ("heading", {"text": "One", "level": "h2"}),
            ("paragraph", "<p>Two <b>words</b></p><p>Three</p>"),
            ("quote", {"text": "Four", "attribution": "Five", "role": "Six"}),
        ]
    )
    assert get_plain_text(StoryBlock(), value) == (
        "One\n\nTwo words\n\nThree\n\n“Four”\n— Five, Six"
    )


def headings(*levels: str):
    return StoryBlock().normalize(
        [("heading", {"text": f"A {level}", "level": level}) for level in levels]
    )


@pytest.mark.parametrize(
    "levels", [("h2", "h3", "h4", "h2"), ("h2", "h2", "h3", "h3"), ()]
)
def test_headings__in_order_are_fine(levels):
    assert len(StoryBlock(required=False).clean(headings(*levels))) == len(levels)


@pytest.mark.parametrize(
    ("levels", "wrong"),
    [(("h3",), 0), (("h2", "h4"), 1), (("h2", "h3", "h2", "h4"), 3)],
)
def test_headings__that_skip_a_level_are_refused(levels, wrong):
    with pytest.raises(StreamBlockValidationError) as caught:
        StoryBlock().clean(headings(*levels))
    assert list(caught.value.block_errors) == [wrong]
    assert "skips a level" in caught.value.block_errors[wrong].message


def clean_block(name: str, value: dict):
    block = StoryBlock().child_blocks[name]
    return block.clean(block.normalize(value))


def test_picture__without_any_description_is_refused(db):
    image = factories.ImageFactory(description="")
    value = {"image": image, "alt_text": "", "decorative": False, "caption": ""}
    with pytest.raises(StructBlockValidationError) as caught:
        clean_block("image", value)
    assert list(caught.value.block_errors) == ["alt_text"]
    assert clean_block("image", {**value, "decorative": True}).alt == ""
    assert clean_block("image", {**value, "alt_text": "A choir"}).alt == "A choir"


def test_picture__takes_the_description_of_the_image(db):
    image = factories.ImageFactory(description="A choir", title="IMG_1.JPG")
    value = {"image": image, "alt_text": "", "decorative": False, "caption": ""}
    assert clean_block("image", value).alt == "A choir"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/watch",
        "http://vimeo.com/1",
        "https://vimeo.com.evil.example/1",
        "https://evil.example/?https://vimeo.com/1",
    ],
)
def test_video__of_another_provider_is_refused(url):
    with pytest.raises(StructBlockValidationError) as caught:
        clean_block("video", {"url": url, "title": "Film", "transcript": ""})
    assert list(caught.value.block_errors) == ["url"]


def test_video__names_its_provider():
    value = {"url": "https://youtu.be/abc", "title": "Film", "transcript": ""}
    assert clean_block("video", value).provider == "YouTube"


@pytest.mark.parametrize("targets", [{}, {"page": "home", "url": "https://a.example/"}])
def test_call_to_action__has_one_target(home, targets):
    value = {"text": "", "label": "Go", "page": None, "url": "", **targets}
    if value["page"]:
        value["page"] = home
    with pytest.raises(StructBlockValidationError) as caught:
        clean_block("call_to_action", value)
    assert isinstance(caught.value.block_errors["page"], ValidationError)


def test_related_pages__leaves_out_what_is_not_public(home, edition):
    draft = factories.StandardPageFactory(parent=home, live=False, title="SECRET")
    block = StoryBlock().child_blocks["related_pages"]
    value = block.normalize({"heading": "", "pages": [edition, draft]})
    assert value.public_pages == [edition.page_ptr]
    assert "SECRET" not in block.get_plain_text(value)
    assert "SECRET" not in json.dumps(block.get_api_representation(value, {}))
