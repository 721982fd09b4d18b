from __future__ import annotations

from django.core.files.base import ContentFile
from django.template import Context, Template

from bs4 import BeautifulSoup

from cms.core.models import CustomRendition
from tests import factories
from tests.factories.core import picture


def write(image, arguments: str = "") -> BeautifulSoup:
    template = Template("{% load picture_tags %}{% picture image " + arguments + " %}")
    return BeautifulSoup(template.render(Context({"image": image})), "html.parser")


def large_image():
    file = ContentFile(picture(1000, 500), name="large.png")
    return factories.ImageFactory(file=file, description="A choir & a band")


def test_picture__offers_the_best_formats_first(db):
    html = write(large_image(), 'sizes="50vw"')
    sources = html.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for tag in (*sources, html.img):
        widths = [part.split()[1] for part in tag["srcset"].split(", ")]
        assert widths == ["480w", "960w", "1000w"]
        assert tag["sizes"] == "50vw"


def test_picture__has_a_size_and_a_description(db):
    image = write(large_image()).img
    assert (image["width"], image["height"]) == ("960", "480")
    assert image["alt"] == "A choir & a band"
    assert image["src"].endswith(".jpg")


def test_picture__may_be_decoration(db):
    assert write(large_image(), 'alt=""').img["alt"] == ""


def test_picture__escapes_what_is_not_safe_yet_and_only_that(db):
    image = large_image()
    image.description = 'A "choir" <b>&amp; a band'
    assert write(image).img["alt"] == image.description
    assert write(image, 'alt="Ink &amp; paper"').img["alt"] == "Ink & paper"


def test_picture__waits_unless_it_is_seen_first(db):
    image = large_image()
    lazy, eager = write(image).img, write(image, 'loading="eager"').img
    assert (lazy["loading"], lazy.get("fetchpriority")) == ("lazy", None)
    assert (eager.get("loading"), eager["fetchpriority"]) == (None, "high")


def test_picture__without_files_shows_the_original_and_makes_none(db):
    image = large_image()
    image.renditions.all().delete()
    html = write(image)
    assert html.img["src"] == image.file.url
    assert (html.img["width"], html.img["height"]) == ("1000", "500")
    assert not html.find_all("source")
    assert not html.img.has_attr("srcset")
    assert not CustomRendition.objects.filter(image=image).exists()


def test_picture__is_small_for_who_saves_data(db, rf):
    image = large_image()
    request = rf.get("/", headers={"Save-Data": "on"})
    template = Template("{% load picture_tags %}{% picture image %}")
    context = Context({"image": image, "request": request})
    html = BeautifulSoup(template.render(context), "html.parser")
    for tag in (*html.find_all("source"), html.img):
        assert [part.split()[1] for part in tag["srcset"].split(", ")] == ["480w"]
    assert (html.img["width"], html.img["height"]) == ("480", "240")
