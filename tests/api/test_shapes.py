"""Rules that hold for every answer: addresses are absolute, nothing is a bare id."""

from __future__ import annotations

import re

from wagtail.contrib.redirects.models import Redirect

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.api.conftest import fresh
from tests.api.walk import walk


LISTINGS = [
    "pages/",
    "editions/",
    "stories/",
    "press-releases/",
    "images/",
    "documents/",
    "redirects/",
    "partners/",
    "programmes/",
]
#: Keys that hold a number or a list of numbers which counts or measures something.
NUMBERS = {
    "id",
    "total_count",
    "width",
    "height",
    "x",
    "y",
    "file_size",
    "year",
    "since_year",
    "latitude",
    "longitude",
}
RELATIVE = re.compile(r"""(?:href|src|srcset|poster)=["'](?!https?://|mailto:|tel:)""")


@pytest.fixture
def tree(lasting_tree, db):
    return fresh(lasting_tree)


@pytest.fixture
def answers(tree, get) -> dict:
    """Every listing with all its fields, and every detail of its items."""
    Redirect.add_redirect("/old", redirect_to=tree.story)
    Redirect.add_redirect("/away", redirect_to="https://partner.example/")
    found = {}
    for name in LISTINGS:
        found[name] = get(name, fields="*", limit=100)
        assert found[name]["items"], name
        for item in found[name]["items"]:
            path = f"{name}{item['id']}/"
            found[path] = get(path)
    for model in ("home.HomePage", "home.StandardPage", "press.PressReleasePage"):
        found[model] = get("pages/", type=model, fields="*")
    return found


def test_no_answer__has_a_relative_address(answers):
    for where, answer in answers.items():
        for path, key, value in walk(answer):
            if not isinstance(value, str):
                continue
            assert "linktype=" not in value, (where, path)
            assert not RELATIVE.search(value), (where, path, value)
            # The one path that is no address of ours: what a redirect leads from.
            if value.startswith("/"):
                assert key == "old_path", (where, path, value)
            if key.endswith("url") and value:
                assert value.startswith(("https://", "http://localhost/")), (
                    where,
                    path,
                    value,
                )


def test_no_answer__has_a_bare_id(answers):
    for where, answer in answers.items():
        for path, key, value in walk(answer):
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert key in NUMBERS, (where, path, value)


def test_every_nested_object__says_what_it_is(answers):
    for where, answer in answers.items():
        for path, _key, value in walk(answer):
            if isinstance(value, dict) and isinstance(value.get("id"), int):
                assert value["meta"]["type"], (where, path)


def test_every_picture__has_what_a_page_needs_to_show_it(answers):
    pictures = [
        value
        for answer in answers.values()
        for _path, _key, value in walk(answer)
        if isinstance(value, dict)
        and value.get("meta", {}).get("type") == "core.CustomImage"
    ]
    assert len(pictures) > 50
    for picture in pictures:
        assert picture["alt"] != picture["title"]
        assert picture.keys() >= {"alt", "credit", "licence", "width", "height"}
        assert picture["meta"]["download_url"].startswith("http://localhost/media/")
        assert {file["type"] for file in picture["renditions"]} == {
            "image/avif",
            "image/webp",
            "image/jpeg",
        }


def test_nested_and_own_answer_of_a_picture__are_the_same(tree, get):
    nested = get(f"pages/{tree.story.pk}/")["image"]
    own = get(f"images/{nested['id']}/")
    assert own["meta"].pop("tags") == []
    assert own == nested
    assert own["focal_point"] == {"x": 30, "y": 20, "width": 4, "height": 4}


@pytest.mark.parametrize("kind", ["partners", "programmes"])
def test_nested_and_own_answer_of_a_snippet__are_the_same(tree, get, kind):
    story = get(f"pages/{tree.story.pk}/")
    nested = {
        "partners": story["partnerships"][0]["partner"],
        "programmes": story["programme"],
    }[kind]
    own = get(f"{kind}/{nested['id']}/")
    assert own["meta"].pop("locale") == "en"
    assert own == nested


def test_body_html__is_clean_and_holds_every_block(tree, get):
    for page in (tree.home, tree.standard, tree.edition, tree.story, tree.release):
        html = get(f"pages/{page.pk}/")["body_html"]
        soup = BeautifulSoup(html, "html.parser")
        assert not soup.find_all(["script", "style", "form", "iframe", "input"])
        assert not [
            name for tag in soup.find_all() for name in tag.attrs if name[:2] == "on"
        ]
        for words in ("What happened", "See", "We sang.", "200+", "First concert"):
            assert words in soup.get_text()
        assert "Before the doors open" in soup.find("figcaption").get_text()
        for source in soup.find_all(srcset=True):
            for candidate in source["srcset"].split(", "):
                assert candidate.startswith("http://localhost/media/images/")


def test_body_html__speaks_the_language_of_the_page(home, arabic, get):
    document = factories.DocumentFactory()
    document.get_file_size()  # which Django words in the language that is active
    body = [("document", {"document": document, "title": "PDF"})]
    arabic.live, arabic.body = True, body
    arabic.save()
    english = factories.StandardPageFactory(parent=home, body=body)
    assert "bytes" in get(f"pages/{english.pk}/")["body_html"]
    assert "بايت" in get(f"pages/{arabic.pk}/")["body_html"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("html", 'href="http://localhost/refugee-week/2022/singing/"'),
        ("markdown", "](http://localhost/refugee-week/2022/singing/)"),
        ("db_html", 'linktype="page"'),
        ("db_markdown", "](wagtail://page?id="),
    ],
)
def test_rich_text__comes_in_the_form_that_is_asked_for(tree, get, form, expected):
    release = get(f"pages/{tree.release.pk}/", rich_text_format=form)
    paragraph = next(b["value"] for b in release["body"] if b["type"] == "paragraph")
    assert expected in release["notes_to_editors"]
    assert expected in paragraph
