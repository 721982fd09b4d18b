"""Old addresses and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from wagtail.contrib.redirects.api.v2 import (
    RedirectsAPIViewSet as WagtailRedirectsAPIViewSet,
)
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.api.filters import FieldsFilter, OrderingFilter, SearchFilter
from cms.api.serializers import RedirectSerializer
from cms.api.views.base import PublicAPIViewSet
from cms.core.redirects import find_redirect, public_redirects
from cms.core.references import current_references


if TYPE_CHECKING:
    from rest_framework.request import Request


class RedirectsAPIViewSet(PublicAPIViewSet, WagtailRedirectsAPIViewSet):
    """Redirects of this site; those to a page that is not public are unknown here."""

    base_serializer_class = RedirectSerializer
    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    body_fields = [*WagtailRedirectsAPIViewSet.body_fields, "is_permanent"]
    listing_default_fields = [
        *WagtailRedirectsAPIViewSet.listing_default_fields,
        "is_permanent",
    ]
    find_query_parameters = PublicAPIViewSet.find_query_parameters | {"html_path"}
    filter_fields = ("id", "old_path", "is_permanent")
    order_fields = ("id", "old_path")

    def get_queryset(self) -> QuerySet:
        return public_redirects(Site.find_for_request(self.request))

    def load(self, rows: list[Any]) -> None:
        pages = {row.redirect_page_id for row in rows if row.redirect_page_id}
        current_references().pages(pages)

    def find_object(self, queryset: QuerySet, request: Request) -> Redirect | None:
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        site = Site.find_for_request(request)
        found = find_redirect(site, request.GET["html_path"])
        return found and self.find_by_key(found.pk)
