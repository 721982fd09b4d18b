"""What all page types share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.utils.translation import get_language

from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.core.gathering import load_references, pages_named_in
from cms.core.loading import load_relations, renditions_together
from cms.core.locks import find_page_lock
from cms.core.models.previews import PreviewModesMixin
from cms.core.models.settings import SiteText
from cms.core.querysets import BasePageManager, is_public_now
from cms.core.references import current_references
from cms.core.renditions import Source, share_source
from cms.core.routing import Found, route
from cms.core.slugs import check_slug
from cms.core.tree_locks import keep_place, lock_tree
from cms.core.urls import absolute_page_url, absolute_url


if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from wagtail.locks import BaseLock

    from cms.core.models.images import CustomImage


class BasePage(PreviewModesMixin, Page):
    """A page of this site: rendered here, and given to partners through the API."""

    #: The field with the picture that stands for the page on cards, if it has one.
    card_image_field: ClassVar[str] = ""
    #: What else a card or a detail page shows, as `prefetch_related` takes it.
    display_relations: ClassVar[tuple[str, ...]] = ()
    #: Those of them that a card shows.
    card_relations: ClassVar[tuple[str, ...]] = ()
    #: How the page that a visitor asks for was found; it is servable then.
    _found: Found | None = None
    _view_restrictions: QuerySet | None = None

    objects = BasePageManager()

    search_fields = [
        *Page.search_fields,
        index.FilterField("first_published_at"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self._check_slug_is_free()

    def minimal_clean(self) -> None:
        """Do what Wagtail asks of a draft, which is less than `full_clean`."""
        super().minimal_clean()
        self._check_slug_is_free()

    def _check_slug_is_free(self) -> None:
        check_slug(self.slug, self.get_parent() if self.depth else None)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page where it stands by now, whoever has moved it since."""
        lock_tree()
        keep_place(self)
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        lock_tree()
        return super().delete(*args, **kwargs)

    @classmethod
    def get_display_relations(cls) -> list[str]:
        """Return the prefetches that load everything a card or detail page shows."""
        relations: list[str] = list(cls.display_relations)
        if cls.card_image_field:
            relations.insert(0, f"{cls.card_image_field}__renditions")
        return relations

    @classmethod
    def get_card_relations(cls) -> list[str]:
        """Return those of them that a card shows."""
        relations: list[str] = list(cls.card_relations)
        if cls.card_image_field:
            relations.insert(0, f"{cls.card_image_field}__renditions")
        return relations

    @property
    def is_public_now(self) -> bool:
        """Whether visitors can see the page at this moment, as it is stored."""
        return is_public_now(self)

    @property
    def card_image(self) -> CustomImage | None:
        """The picture that stands for the page where it is linked to."""
        return getattr(self, self.card_image_field) if self.card_image_field else None

    @property
    def description(self) -> str:
        """What search engines and shared links say of the page."""
        return self.search_description or getattr(self, "introduction", "")

    @property
    def published_time(self) -> datetime | None:
        """When the page was published first, as readers are told."""
        return self.first_published_at

    @property
    def modified_time(self) -> datetime | None:
        """When the page was published last; never before it was published first."""
        times = (self.published_time, self.last_published_at)
        return max((time for time in times if time), default=None)

    def get_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return what search engines are told of this page, in schema.org's words."""
        return []

    @property
    def share_image(self) -> Source | None:
        """The page's picture at 1200 x 630 pixels, with an absolute address."""
        source = share_source(self.card_image) if self.card_image else None
        return source and source._replace(url=absolute_url(source.url))

    @property
    def canonical_url(self) -> str | None:
        """The one absolute address of this page."""
        return absolute_page_url(self)

    def get_lock(self) -> BaseLock | None:
        """Return what keeps editors from changing the page, if something does."""
        return find_page_lock(self) or super().get_lock()

    def get_view_restrictions(self) -> QuerySet:
        """Return what keeps some visitors from the page.

        It is asked for more than once while a page is served, and loaded once.
        """
        if not self._found:
            return super().get_view_restrictions()
        if self._view_restrictions is None:
            self._view_restrictions = (
                PageViewRestriction.objects.none()
                if self._found.is_public
                else super().get_view_restrictions()
            )
        return self._view_restrictions

    def route(
        self, request: HttpRequest, path_components: Sequence[str]
    ) -> RouteResult:
        """Find the page at an address below this one, if visitors may ask for it.

        Wagtail asks the home page, which hands over to the page that it finds; a page
        with addresses of its own below (`calendar.ics`) gets what is left of the path.

        Raises:
            Http404: There is none, whatever else may stand there.
        """
        if self._found:
            if path_components:
                self._found = None  # the next address may be another one
                raise Http404
            return RouteResult(self)
        return route(request, path_components)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add what the base template shows of any page."""
        context = super().get_context(request, *args, **kwargs)
        references = current_references()
        references.expect_around(self)
        if text := SiteText.for_request(request, get_language() or ""):
            references.expect_pages(pages_named_in(text))
        with renditions_together():
            if self.pk:
                load_relations([self], self.get_display_relations())
            load_references([self])
        context["breadcrumbs"] = (
            self._found.public_above if self._found else references.above(self)
        )
        context["translations"] = references.translations(self)
        return context
