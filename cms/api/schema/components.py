"""The shapes that have a name: pictures, references, snippets, errors.

`cms.core.serializers` and the snippets make them; a test compares every answer.
"""

from __future__ import annotations

from cms.api.schema.shapes import (
    MOMENT,
    NUMBER,
    TEXT,
    URL,
    WHOLE,
    Schema,
    about,
    array,
    nullable,
    one_of,
    record,
    ref,
)
from cms.changes.models import Event
from cms.core.models import Licence


def _meta(type_name: str, *, endpoint: bool, **more: Schema) -> Schema:
    properties: dict[str, Schema] = {"type": {"const": type_name}}
    if endpoint:
        properties["detail_url"] = about(URL, "Where the API tells all about it.")
    return record({**properties, **more})


def _snippet(type_name: str, *, endpoint: bool = False, **values: Schema) -> Schema:
    meta = _meta(type_name, endpoint=endpoint)
    if endpoint:  # its own endpoint tells the language, too
        meta["properties"]["locale"] = TEXT
    base: dict[str, Schema] = {"id": WHOLE, "meta": meta, "title": TEXT, "name": TEXT}
    return record({**base, **values})


LICENCE = about(
    one_of([licence.value for licence in Licence]),
    "An SPDX identifier, or all-rights-reserved.",
)

COMPONENTS: dict[str, Schema] = {
    "Error": record(
        {"message": about(TEXT, "What is wrong, and what would be right.")},
        about="How every error looks.",
    ),
    "Change": record(
        {
            "sequence": about(WHOLE, "Grows with each change, without a gap."),
            "event": about(one_of(Event.values), "What happened to the page."),
            "at": about(MOMENT, "In UTC."),
            "page": record(
                {
                    "id": WHOLE,
                    "type": TEXT,
                    "html_url": about(URL, "Where visitors read it, or read it last."),
                    "detail_url": about(URL, "Where the API tells how it is now."),
                    "locale": TEXT,
                }
            ),
        },
        about="One change to what everybody can see.",
    ),
    "Rendition": record(
        {
            "url": URL,
            "width": WHOLE,
            "height": WHOLE,
            "type": about(TEXT, "A media type, such as image/avif."),
        },
        about="A file of a picture.",
    ),
    "FocalPoint": record(
        {"x": WHOLE, "y": WHOLE, "width": WHOLE, "height": WHOLE},
        about="The middle and size of what must not be cropped away, in pixels.",
    ),
    "Image": record(
        {
            "id": WHOLE,
            "meta": _meta("core.CustomImage", endpoint=True, download_url=URL),
            "title": TEXT,
            "alt": about(TEXT, "The text alternative; empty for decoration."),
            "caption": TEXT,
            "credit": TEXT,
            "licence": LICENCE,
            "width": WHOLE,
            "height": WHOLE,
            "focal_point": nullable(ref("FocalPoint")),
            "renditions": array(ref("Rendition")),
        },
        optional=("caption",),
        about="A picture where a page shows it.",
    ),
    "Document": record(
        {
            "id": WHOLE,
            "meta": _meta("core.CustomDocument", endpoint=True, download_url=URL),
            "title": TEXT,
            "file_size": about(nullable(WHOLE), "In bytes."),
            "extension": TEXT,
        },
        about="A file to download.",
    ),
    "PageReference": record(
        {
            "id": WHOLE,
            "meta": record(
                {"type": TEXT, "detail_url": URL, "html_url": URL, "slug": TEXT}
            ),
            "title": TEXT,
        },
        about="A public page that another one names.",
    ),
    "Translation": record(
        {"locale": TEXT, "html_url": URL, "detail_url": URL},
        about="The same page in another language.",
    ),
    "Partner": _snippet(
        "core.Partner",
        endpoint=True,
        slug=TEXT,
        url=TEXT,
        logo=nullable(ref("Image")),
    ),
    "Programme": _snippet(
        "refugeeweek.Programme",
        endpoint=True,
        slug=TEXT,
        introduction=TEXT,
        since_year=nullable(WHOLE),
    ),
    "Person": _snippet(
        "core.Person",
        role=TEXT,
        biography=TEXT,
        image=nullable(ref("Image")),
    ),
    "Venue": _snippet(
        "refugeeweek.Venue",
        address=TEXT,
        city=TEXT,
        country=TEXT,
        latitude=nullable(NUMBER),
        longitude=nullable(NUMBER),
        access_information=TEXT,
    ),
    "PressContact": _snippet(
        "press.PressContact",
        role=TEXT,
        organisation=TEXT,
        phone=TEXT,
        email=TEXT,
    ),
}
