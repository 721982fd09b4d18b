"""Pages, of all types."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model, QuerySet
from django.http import Http404
from django.utils.functional import SimpleLazyObject, cached_property

from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet as WagtailPagesAPIViewSet
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from rest_framework.response import Response

from cms.api.base_serializer import shown_attributes
from cms.api.errors import Gone
from cms.api.filters import (
    FieldsFilter,
    LocaleFilter,
    OrderingFilter,
    SearchFilter,
    TreeFilter,
    find_words,
)
from cms.api.narrowing import Filter
from cms.api.page_facets import count_facets
from cms.api.page_filters import filters_for, order_fields_for
from cms.api.parameters import whole_number
from cms.api.plain_listing import PlainListing, PlainSearch, below, plain_page
from cms.api.serializers import PageSerializer
from cms.api.views.base import PublicAPIViewSet
from cms.core.finding import find_public_page
from cms.core.gathering import ANY, load_references
from cms.core.loading import load_relations, renditions_together, with_keys
from cms.core.models import BasePage
from cms.core.public_addresses import has_been_public, page_has_been_public
from cms.core.querysets import public_now, public_pages
from cms.core.references import current_references
from cms.core.sites import find_site, home_paths
from cms.core.urls import clean_path
from refugeeweek.models import EventStoryPage


if TYPE_CHECKING:
    from collections.abc import Container

    from rest_framework.request import Request


#: Parameters that say how a listing looks, not which rows it has.
SHAPING = {"type", "limit", "offset", "order", "fields", "rich_text_format", "facets"}
#: What leaves a listing as it is by itself, or as the search has found it.
PLAIN = (SHAPING - {"order", "facets"}) | {"search", "search_operator"}


class PagesAPIViewSet(PublicAPIViewSet, WagtailPagesAPIViewSet):
    """All pages that are public now, of every type and language."""

    base_serializer_class = PageSerializer
    filter_backends = [
        FieldsFilter,
        TreeFilter,
        LocaleFilter,
        OrderingFilter,
        SearchFilter,
    ]
    known_query_parameters = WagtailPagesAPIViewSet.known_query_parameters | {"facets"}
    meta_fields = [
        *WagtailPagesAPIViewSet.meta_fields,
        "last_published_at",
        "canonical_url",
        "licence",
        "breadcrumbs",
        "translations",
    ]
    detail_only_fields = [
        *WagtailPagesAPIViewSet.detail_only_fields,
        "canonical_url",
        "licence",
        "breadcrumbs",
        "translations",
        "body_html",
    ]

    def get_filters(self, model: type[Model]) -> list[Filter]:
        return filters_for(model)

    def get_order_fields(self, model: type[Model]) -> tuple[str, ...]:
        return order_fields_for(model)

    @classmethod
    def get_body_fields(cls, model: type[Model]) -> list:
        fields = super().get_body_fields(model)
        if any(
            isinstance(f, StreamField) and f.name == "body" for f in model._meta.fields
        ):
            fields += cls._convert_api_fields(["body_html"])
        return fields

    def get_base_queryset(self) -> PageQuerySet:
        """Return the public pages of the site that is asked for, in all languages."""
        if not hasattr(self, "_base_queryset"):
            self._base_queryset = public_pages().filter(below(self._homes))
        return self._base_queryset

    @cached_property
    def _homes(self) -> tuple[str, ...]:
        """Where the home pages of the site that is asked for stand in the tree."""
        site = self._get_site()
        return home_paths(site) if site else ()

    def get_root_page(self) -> Page:
        site = self._get_site()
        if site is None:
            raise Http404
        return site.root_page

    def _get_site(self) -> Site | None:
        """Return the site that is asked for; None while there is none at all."""
        name = self.request.GET.get("site")
        if not name:
            return find_site(self.request._request)
        host, _colon, port = name.partition(":")
        sites = Site.objects.filter(hostname=host)
        if port:
            sites = sites.filter(port=whole_number(port, "site", 65535))
        try:
            return sites.get()
        except (Site.DoesNotExist, Site.MultipleObjectsReturned) as error:
            raise BadRequestError(
                "site must be the host name of a site, with its port (host:port) "
                "where several sites share the host."
            ) from error

    def get_queryset(self) -> QuerySet:
        """Return the public pages of the types that are asked for."""
        if not hasattr(self, "_pages"):
            self._pages = self._find_pages(self._get_models())
        return self._pages

    def _find_pages(self, models: list[type[Page]]) -> QuerySet:
        if len(models) == 1:
            return public_now(models[0].objects.filter(below(self._homes)))
        return self.get_base_queryset().type(*models)

    def _get_models(self) -> list[type[Page]]:
        """Return the page types of the listing, each once."""
        names = "type" in self.known_query_parameters and self.request.GET.get("type")
        if not names:
            return [self.model]
        try:
            return list(dict.fromkeys(page_models_from_string(names)))
        except (LookupError, ValueError) as error:
            raise BadRequestError(
                "type must be one or more page types, separated by commas, such as "
                "refugeeweek.EditionPage."
            ) from error

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Narrow a listing; an alias repeats another page and is not listed."""
        return super().filter_queryset(queryset.filter(alias_of__isnull=True))

    def listing_view(self, request: Request) -> Response:
        """Answer with a listing; one that nothing narrows costs the least."""
        models = self._get_models()
        plain = PLAIN & self.known_query_parameters
        if len(models) != 1 or request.GET.keys() - plain or not self._homes:
            return super().listing_view(request)
        model = models[0]
        self._pages = model.objects.none()  # Wagtail wants to know its model, no more
        rows = self.paginate_queryset(self._plain_listing(model))
        return self.get_paginated_response(self.represent(rows))

    def _plain_listing(self, model: type[Page]) -> PlainListing:
        has_bodies = "body" in self.get_serializer_class().Meta.fields
        relations = self._relations(model)
        listing = type(self), model, self._homes, relations, has_bodies
        found = find_words(self.request, model)
        return PlainListing(*listing) if found is None else PlainSearch(found, *listing)

    @staticmethod
    def newest_first(rows: QuerySet) -> QuerySet:
        return rows.order_by(F("first_published_at").desc(nulls_last=True), "-id")

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        if isinstance(queryset, PlainListing):
            return super().paginate_queryset(queryset)
        if "facets" in self.request.GET:
            self._counted = count_facets(self.request.GET["facets"], queryset)
        if "body" not in self.get_serializer_class().Meta.fields:
            queryset = queryset.defer_streamfields()
        rows = with_keys(queryset, self._relations(queryset.model))
        return super().paginate_queryset(rows)

    def count(self, rows: Any) -> int:
        """Return how many there are; the facets may have told.

        Where nothing narrows the listing they are counted by the table of all pages,
        which takes half as long as with the table of their type.
        """
        if "facets" in self.request.GET and self._counted.number is not None:
            return self._counted.number
        models = self._get_models()
        if (
            isinstance(rows, PlainListing)
            or models == [Page]
            or self.request.GET.keys() - SHAPING
        ):
            return super().count(rows)
        pages = self.get_base_queryset().filter(alias_of__isnull=True)
        return pages.type(*models).order_by().count()

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        if "facets" in self.request.GET:
            response.data["meta"]["facets"] = {
                name: [asdict(value) for value in values]
                for name, values in self._counted.values.items()
            }
        return response

    def load(self, rows: list[Any]) -> None:
        model = type(rows[0]) if rows else Page
        with renditions_together():
            load_relations(rows, self._relations(model))
            if self.action == "detail_view" and rows:
                current_references().expect_around(rows[0])
            if model is EventStoryPage:  # a story tells its edition, the page above
                current_references().parents(rows)
            load_references(rows, self._shown())

    def _relations(self, model: type[Page]) -> tuple[str, ...]:
        """Return what is to be loaded of pages; of a listing, what it shows of them."""
        relations = model.get_display_relations() if issubclass(model, BasePage) else []
        shown = self._shown()
        return "locale", *(each for each in relations if each.split("__")[0] in shown)

    def _shown(self) -> Container[str]:
        """Return the attributes that are shown of each page; of a single one all are."""
        if self.action != "listing_view":
            return ANY
        return shown_attributes(self.get_serializer_class())

    def get_serializer_context(self) -> dict[str, Any]:
        """Return Wagtail's context; what hardly any field asks for is put together late."""
        context = super(WagtailPagesAPIViewSet, self).get_serializer_context()
        return {**context, "base_queryset": SimpleLazyObject(self.get_base_queryset)}

    def get_object(self) -> Page:
        try:
            return super().get_object()
        except Http404:
            self._raise_if_gone(self.kwargs["pk"])
            raise

    def find_by_key(self, key: int) -> Page | None:
        models = self._get_models()
        if len(models) == 1 and self._homes:
            return plain_page(models[0], self._homes, key)
        page = super().find_by_key(key)
        return page and page.specific

    def find_object(self, queryset: QuerySet, request: Request) -> Page | None:
        if "html_path" in request.GET:
            return self._find_by_path(queryset, request.GET["html_path"])
        page = super().find_object(queryset, request)
        if page is None:
            self._raise_if_gone(whole_number(request.GET["id"], "id"))
        return page

    def _find_by_path(self, rows: QuerySet, path: str) -> Page | None:
        """Return the page that visitors read at `path`, such as `/ar/press/`.

        As on the site, a page wins over a redirect, and both over the memory of what
        was there.

        Raises:
            Gone: There was one, and there is none now.
        """
        site = self._get_site()
        path = f"/{path.lstrip('/')}"
        page = site and find_public_page(site, path)
        if page is None and site and has_been_public(site, clean_path(path)):
            page = find_public_page(site, path)  # unless it just came out
            if page is None:
                raise Gone
        return page and rows.filter(pk=page.pk).first()

    def _raise_if_gone(self, page_id: int) -> None:
        """Tell a page that was public from one that nobody ever saw.

        Raises:
            Gone: It was public and is not now. One that is public is only not of the
                type, or the site, that is asked for.
        """
        if page_has_been_public(page_id) and not (
            public_pages().filter(pk=page_id).exists()
        ):
            raise Gone
