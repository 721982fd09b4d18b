"""Rich text that did not come through the editor's form is harmless when shown."""

from __future__ import annotations

from django.template import Context, Template

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

import pytest

from cms.core.rich_text import display_html
from cms.core.sanitising import clean_html
from refugeeweek.models import Contributor
from tests import factories


EVIL = (
    '<p onclick="pwned()" style="position:fixed">Words</p>'
    "<script>pwned()</script>"
    '<img src="x" onerror="pwned()">'
    '<a href="javascript:pwned()">one</a>'
    '<a href="JaVa&#x09;ScRiPt:pwned()">two</a>'
    '<a href=" data:text/html,pwned">three</a>'
    '<a href="vbscript:pwned()">four</a>'
    "<style>body{background:url(//pwned.example)}</style>"
    '<svg><script>pwned()</script><a href="x">five</a></svg>'
    '<iframe srcdoc="<script>pwned()</script>"></iframe>'
    '<form action="//pwned.example"><button>six</button></form>'
    '<embed embedtype="media" url="//pwned.example"/>'
    '<meta http-equiv="refresh" content="0;url=//pwned.example">'
    '<math><mtext><style><img src=x onerror="pwned()"></style></mtext></math>'
    '<a linktype="pwned" href="javascript:pwned()">seven</a>'
    "<p>unclosed <b>bold"
)
#: What must not be in anything that is shown.
BAD = (
    "pwned",
    "script",
    "<img",
    "<style",
    "style=",
    "<svg",
    "<iframe",
    "<form",
    "<embed",
)


def assert_harmless(html: str) -> None:
    assert not [bad for bad in BAD if bad in html.lower()], html
    assert "Words" in html
    assert "unclosed" in html


def test_clean_html__leaves_what_editors_write():
    text = (
        '<p>A <b>bold</b> and <i>slanted</i> <a href="https://x.example/?a=1&amp;b=2">'
        'link</a>, <a href="mailto:a@x.example">mail</a>, <a href="tel:+441">call</a>, '
        '<a href="#top">top</a></p><ul><li>one</li></ul><ol><li>two<br>three</li></ol>'
        '<p><a linktype="page" id="3">page</a> <a linktype="document" id="4">file</a></p>'
    )
    assert clean_html(text) == text


def test_clean_html__is_the_same_when_repeated():
    once = clean_html(EVIL)
    assert clean_html(once) == once
    assert_harmless(once)


def test_display_html__is_harmless():
    assert_harmless(display_html(EVIL))


def test_template__shows_rich_text_harmless(db):
    template = Template("{% load wagtailcore_tags %}{{ text|richtext }}{{ value }}")
    assert_harmless(template.render(Context({"text": EVIL, "value": RichText(EVIL)})))


@pytest.fixture
def story(story):
    """A story whose rich text was set in the database, past all forms."""
    person = factories.PersonFactory(biography=EVIL)
    story.contributors = [Contributor(person=person)]
    raw = [
        {"type": "paragraph", "value": EVIL, "id": "1"},
        {"type": "callout", "value": {"title": "x", "text": EVIL}, "id": "2"},
        {
            "type": "timeline",
            "value": {"entries": [{"date": "x", "title": "x", "text": EVIL}]},
            "id": "3",
        },
    ]
    story.body = StreamValue(story.body.stream_block, raw, is_lazy=True)
    story.save()
    return story


def test_page__shows_rich_text_harmless(client, story):
    html = client.get(story.url).content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert main.count("Words") == 4
    shown = main.replace("/static/", "")
    for bad in ("pwned", "<script", "onclick", "javascript:", "<iframe", "<style"):
        assert bad not in shown.lower()


@pytest.mark.parametrize("form", ["html", "db_html", "markdown"])
def test_api__gives_rich_text_harmless(client, story, form):
    url = f"/api/v2/stories/{story.pk}/?rich_text_format={form}"
    data = client.get(url).json()
    assert_harmless(data["body"][0]["value"])
    assert_harmless(data["body"][1]["value"]["text"])
    assert_harmless(data["body"][2]["value"]["entries"][0]["text"])
    assert_harmless(data["contributors"][0]["person"]["biography"])
    for bad in ("pwned", "<script", "onclick", "javascript:", "<iframe", "<style"):
        assert bad not in data["body_html"].lower()


def test_release__notes_and_boilerplate_are_harmless(client, release):
    release.notes_to_editors = EVIL
    release.save()
    html = client.get(release.url).content.decode()
    assert "Words" in html
    assert "pwned" not in html
