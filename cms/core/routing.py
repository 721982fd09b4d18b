"""Which page stands at an address.

Wagtail goes down the tree step by step, drafts included, and looks at the last page only:
the number of its queries tells whether a draft stands on the way. Here all of the way is
looked up in one query that sees no page that a visitor may not ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import get_language

from wagtail.models import Page


if TYPE_CHECKING:
    from collections.abc import Sequence

    from wagtail.query import PageQuerySet

#: Parts of an address that are looked at; no tree of ours is nearly as deep.
DEEPEST = 16


def page_below(
    home: Page, slugs: Sequence[str], pages: PageQuerySet
) -> tuple[Page, Sequence[str]]:
    """Return the page among `pages` furthest on the way from `home`, and the rest.

    Args:
        home: Where the way begins.
        slugs: The parts of an address below `home`.
        pages: Those that may be found, such as `public_pages()`.

    Raises:
        Http404: There is none of them on the way, not even `home`.
    """
    steps = range(min(len(slugs), DEEPEST) + 1)
    paths = ["/".join([home.url_path.rstrip("/"), *slugs[:n], ""]) for n in steps]
    on_the_way = pages.filter(
        path__startswith=home.path,
        slug__in={home.slug, *slugs[:DEEPEST]},  # indexed; `url_path` is not
        url_path__in=paths,
    )
    page = on_the_way.order_by("-depth").first()
    if page is None:
        raise Http404
    return page, slugs[page.depth - home.depth :]


def home_in_language_of_address(home: Page) -> Page:
    """Return the home page, published or not, of the language that the address names.

    Wagtail falls back to the main language where the home page is no longer live;
    `/ar/` would be English text that is announced as Arabic.

    Raises:
        Http404: There is none.
    """
    language = get_language()
    if home.locale.language_code == language:
        return home
    other = home.get_translations().filter(locale__language_code=language).first()
    if other is None:
        raise Http404
    return other
