"""Leaks to put back in: each takes one guard away, as a careless change would.

The list is explained in docs/decisions/0015-the-leak-suite-and-ten-planted-leaks.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

import pytest

from cms.api.views.files import ImagesAPIViewSet
from cms.api.views.pages import PagesAPIViewSet
from cms.core import media, public_rule
from cms.core.blocks.links import LinkValue
from cms.core.link_handlers import PublicPageLinkHandler
from cms.core.models import CustomImage
from cms.core.serializers import PageReferenceField, represent_public_page
from search import finding


Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Leak:
    """A guard that is taken away.

    Args:
        name: What is wrong then.
        plant: Takes it away until the test ends.
        channel: Where the crawler has to find something.
        state: What has to be found there.
        place: The field of it that comes out; any, if empty.
    """

    name: str
    plant: Plant
    channel: str
    state: str
    place: str = ""


def stock_search(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(finding, "public_pages", lambda: Page.objects.live())


def rule_without(column: str) -> Plant:
    """Let the rule forget one of the conditions on the page itself."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        whole = public_rule._stands

        def stands(*arguments: Any) -> list[Any]:
            return [sql for sql in whole(*arguments) if column not in sql[0]]

        patch.setattr(public_rule, "_stands", stands)

    return plant


def own_restrictions_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        public_rule,
        "_unrestricted",
        lambda page: (
            f"NOT EXISTS (SELECT 1 FROM {public_rule.RESTRICTION} restriction"  # noqa: S608 - names of tables
            f" JOIN {public_rule.PAGE} above ON above.id = restriction.page_id"
            f" WHERE above.path = {page.path})",
            (),
        ),
    )


def unguarded_relation(patch: pytest.MonkeyPatch) -> None:
    def to_representation(self: Any, value: int) -> Any:
        return represent_public_page(Page.objects.get(pk=value), self.context)

    patch.setattr(PageReferenceField, "to_representation", to_representation)


def stock_link_handler(patch: pytest.MonkeyPatch) -> None:
    for name in ("get_many", "expand_db_attributes_many"):
        stock = getattr(PageLinkHandler, name).__func__
        patch.setattr(PublicPageLinkHandler, name, classmethod(stock))


def all_images(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        ImagesAPIViewSet, "get_queryset", lambda self: CustomImage.objects.all()
    )


def unguarded_files(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(media, "in_use", lambda rows, _now: rows)


def stock_redirects(patch: pytest.MonkeyPatch) -> None:
    stock = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
    patch.setattr(settings, "MIDDLEWARE", [*settings.MIDDLEWARE, stock])


def unguarded_find(patch: pytest.MonkeyPatch) -> None:
    def find_object(self: Any, queryset: Any, request: Any) -> Any:
        slug = request.GET.get("html_path", "").rstrip("/").rpartition("/")[2]
        return Page.objects.filter(slug=slug).first()

    patch.setattr(PagesAPIViewSet, "find_object", find_object)


def unguarded_menu(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(LinkValue, "public_page", property(lambda self: self.get("page")))


OWN_CACHE = "cms.changes.caching.middleware.ResponseCacheMiddleware"


def naive_cache(patch: pytest.MonkeyPatch) -> None:
    update = "django.middleware.cache.UpdateCacheMiddleware"
    fetch = "django.middleware.cache.FetchFromCacheMiddleware"
    # Inside of our own cache, which tells others to keep nothing while it is off.
    own = settings.MIDDLEWARE.index(OWN_CACHE) + 1
    before, after = settings.MIDDLEWARE[:own], settings.MIDDLEWARE[own:]
    patch.setattr(settings, "MIDDLEWARE", [*before, update, *after, fetch])


class TellingMiddleware:
    """Answers 404, but says by a header that there is a page."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        response = self.get_response(request)
        slug = request.path.rstrip("/").rpartition("/")[2]
        if response.status_code == 404 and Page.objects.filter(slug=slug).exists():
            response.headers["X-Reason"] = "not published"
        return response


def telling_refusal(patch: pytest.MonkeyPatch) -> None:
    telling = f"{__name__}.TellingMiddleware"
    patch.setattr(settings, "MIDDLEWARE", [telling, *settings.MIDDLEWARE])


LEAKS = [
    Leak("search finds all live pages", stock_search, "search", "expired_by_clock"),
    Leak(
        "go_live_at is ignored", rule_without("go_live_at"), "pages", "embargoed_live"
    ),
    Leak(
        "expire_at is ignored", rule_without("expire_at"), "pages", "expired_by_clock"
    ),
    Leak(
        "restrictions above are ignored",
        own_restrictions_only,
        "api pages listing",
        "restricted_above",
    ),
    Leak(
        "a relation names any page",
        unguarded_relation,
        "api press-releases listing",
        "draft",
        "title",
    ),
    Leak("rich text links to any page", stock_link_handler, "pages", "draft", "slug"),
    Leak(
        "the images endpoint lists all",
        all_images,
        "api images listing",
        "draft",
        "CustomImage.title",
    ),
    Leak("pictures are given to anybody", unguarded_files, "media", "draft"),
    Leak("documents are given to anybody", unguarded_files, "documents", "draft"),
    Leak(
        "redirects lead to any page", stock_redirects, "old addresses", "draft", "slug"
    ),
    Leak("find looks at all pages", unguarded_find, "api pages find", "draft"),
    Leak("the menu names any page", unguarded_menu, "pages", "draft", "slug"),
]
