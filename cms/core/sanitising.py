"""What rich text may hold when it is shown, whatever way it came into the database.

The editor's form lets nothing else through. Translations, imports and code do not pass
that form, so the same is asked again of all that leaves the site.
"""

from __future__ import annotations

from functools import lru_cache

import nh3


TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "ul"}
#: `linktype` and `id` stand in the database, in place of an address.
ATTRIBUTES = {"a": {"href", "id"}}
LINK_TYPES = {"a": {"linktype": {"document", "page"}}}
SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=2_000)
def clean_html(source: str) -> str:
    """Return rich text, stored or ready to be shown, with nothing that could harm.

    Scripts and styles go with their content, other unknown tags without it. A link
    with a foreign scheme, such as `javascript:`, becomes plain words.
    """
    return nh3.clean(
        source,
        tags=TAGS,
        attributes=ATTRIBUTES,
        tag_attribute_values=LINK_TYPES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
