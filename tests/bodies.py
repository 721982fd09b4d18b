"""A body that uses every block, for tests that must hold for all of them."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from tests import factories


def every_block(link_to: Page) -> list[tuple[str, Any]]:
    """Return stream data with one block of each type; links lead to `link_to`."""
    image, second = factories.ImageFactory(), factories.ImageFactory()
    document = factories.DocumentFactory()
    partner = factories.PartnerFactory(logo=factories.ImageFactory())
    text = (
        f'<p>See <a linktype="page" id="{link_to.pk}">the page</a> and '
        f'<a linktype="document" id="{document.pk}">the file</a>.</p>'
    )

    def picture(chosen: Any, **values: Any) -> dict[str, Any]:
        blank = {"alt_text": "", "decorative": False, "caption": ""}
        return {"image": chosen, **blank, **values}

    return [
        ("heading", {"text": "What happened", "level": "h2"}),
        ("paragraph", text),
        ("image", picture(image, caption="Before the doors open")),
        (
            "gallery",
            {
                "pictures": [
                    picture(image, caption="One"),
                    picture(second, decorative=True),
                ]
            },
        ),
        ("quote", {"text": "We sang.", "attribution": "A singer", "role": "Choir"}),
        (
            "video",
            {
                "url": "https://vimeo.com/1",
                "title": "The concert",
                "transcript": "A choir walks on.",
            },
        ),
        ("key_figures", {"figures": [{"figure": "200+", "label": "performers"}]}),
        ("callout", {"title": "Background", "text": text}),
        (
            "call_to_action",
            {"text": "Come along.", "label": "Join", "page": link_to, "url": ""},
        ),
        ("document", {"document": document, "title": "The programme"}),
        ("partners", {"heading": "Partners", "partners": [partner]}),
        ("related_pages", {"heading": "Read next", "pages": [link_to]}),
        (
            "timeline",
            {"entries": [{"date": "2017", "title": "First concert", "text": text}]},
        ),
    ]
