"""What all endpoints share."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import SuspiciousOperation
from django.db.models import Model, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase

from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.response import Response
from rest_framework.status import HTTP_204_NO_CONTENT

from cms.api.base_serializer import BaseSerializer
from cms.api.errors import GONE, NOT_FOUND, Gone, json_error
from cms.api.filters import FieldsFilter, LocaleFilter, OrderingFilter, SearchFilter
from cms.api.headers import answer_preflight, open_to_all
from cms.api.narrowing import Filter, by_field
from cms.api.pagination import LinkedPagination
from cms.api.parameters import check_known, check_text, one_of, whole_number
from cms.api.rendering import FastJSONRenderer
from cms.core.loading import load_relations
from cms.core.references import LARGEST_KEY


if TYPE_CHECKING:
    from collections.abc import Iterable

    from rest_framework.request import Request

    from cms.core.serializers import Representation

LONGEST_FIELDS = 1000  # characters
LONGEST_MESSAGE = 2000  # it may repeat what was asked
DEEPEST_FIELDS = 20  # brackets; Wagtail reads one inside the other


class JSONOnly(BaseContentNegotiation):
    """Answer in JSON, whatever a client says that it accepts."""

    def select_parser(self, request: Request, parsers: Iterable) -> Any:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


def _frozen(fields: Any) -> Any:
    """Return what a request says of fields as something that can be looked up."""
    return tuple(map(_frozen, fields)) if isinstance(fields, list | tuple) else fields


@lru_cache(maxsize=500)  # requests can ask for any number of combinations
def _serializer_class(viewset: Any, *arguments: Any) -> Any:
    return viewset.make_serializer_class(*arguments)


class PublicAPIViewSet(BaseAPIViewSet):
    """A read-only endpoint that is the same for everybody.

    No session is read, so no answer depends on a cookie.
    """

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (FastJSONRenderer,)
    content_negotiation_class = JSONOnly
    pagination_class = LinkedPagination
    base_serializer_class = BaseSerializer
    filter_backends = [FieldsFilter, LocaleFilter, OrderingFilter, SearchFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters

    #: Columns that `?name=value` filters by, and that `?order=` sorts by.
    filter_fields: ClassVar[tuple[str, ...]] = ("id",)
    order_fields: ClassVar[tuple[str, ...]] = ("id",)
    #: What `prefetch_related` has to load for the rows of a listing.
    display_relations: ClassVar[tuple[str, ...]] = ()

    def get_filters(self, model: type[Model]) -> list[Filter]:
        """Return what a listing of `model` can be narrowed down by."""
        return [by_field(model, name) for name in self.filter_fields]

    def get_order_fields(self, model: type[Model]) -> tuple[str, ...]:
        return self.order_fields

    @staticmethod
    def newest_first(rows: QuerySet) -> QuerySet:
        """Return `rows` in the order that a listing has by itself."""
        return rows.order_by("-id")

    def count(self, rows: Any) -> int:
        """Return how many rows a listing has, those on its other pages as well."""
        return rows.count()

    def load(self, rows: list[Any]) -> None:
        """Load what `rows` show, for all of them at once."""
        load_relations(rows, self.display_relations)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_text(request.GET)
        one_of(request.GET.get("format", "json"), "format", ["json"])
        fields = request.GET.get("fields", "")
        if len(fields) > LONGEST_FIELDS or fields.count("(") > DEEPEST_FIELDS:
            raise BadRequestError(
                f"fields must hold at most {LONGEST_FIELDS} characters and "
                f"{DEEPEST_FIELDS} brackets."
            )

    def check_query_parameters(self, queryset: QuerySet) -> None:
        allowed = self.known_query_parameters.union(
            parameter.name
            for each in self.get_filters(queryset.model)
            for parameter in each.parameters
        )
        check_known(self.request.GET, allowed)

    def listing_view(self, request: Request) -> Response:
        rows = self.get_queryset()
        self.check_query_parameters(rows)
        rows = self.paginate_queryset(self.filter_queryset(rows))
        return self.get_paginated_response(self.represent(rows))

    def detail_view(self, request: Request, pk: int) -> Response:
        rows = [self.get_object()]
        (data,) = self.represent(rows)
        del self._object
        return Response(data)

    def represent(self, rows: list[Any]) -> list[Representation]:
        """Return rows as they look in the API.

        The serialiser is not given them to keep: it stands in a circle with its fields,
        as the view does with its request. All that the rows show would stay in memory
        until the next search for garbage, which took a tenth of a listing's time.
        """
        serializer = self.get_serializer()
        return [serializer.to_representation(row) for row in rows]

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        rows = super().paginate_queryset(queryset)
        self.load(rows)
        return rows

    def get_object(self) -> Any:
        if not hasattr(self, "_object"):
            self._object = self.find_by_key(self.kwargs["pk"])
            if self._object is None:
                raise Http404(NOT_FOUND)
            self.load([self._object])
        return self._object

    def find_by_key(self, key: int) -> Any:
        if key > LARGEST_KEY:  # no database can be asked for it
            return None
        return self.get_queryset().filter(pk=key).first()

    def find_view(self, request: Request) -> HttpResponseBase:
        if "id" in request.GET:  # also where a path is asked for, which counts
            whole_number(request.GET["id"], "id")
        return super().find_view(request)

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        if "id" not in request.GET:
            allowed = ", ".join(sorted(self.find_query_parameters))
            raise BadRequestError(f"find needs one of: {allowed}.")
        return self.find_by_key(whole_number(request.GET["id"], "id"))

    @classmethod
    def _get_serializer_class(
        cls,
        router: Any,
        model: type[Model],
        fields_config: list,
        show_details: bool = False,
        nested: bool = False,
    ) -> Any:
        """Return Wagtail's serialiser; one that was made before is as good as new."""
        fields = _frozen(fields_config)
        key: Any = cls
        return _serializer_class(key, router, model, fields, show_details, nested)

    @classmethod
    def make_serializer_class(cls, *arguments: Any) -> Any:
        return super()._get_serializer_class(*arguments)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = Response(status=HTTP_204_NO_CONTENT)
        answer_preflight(response)
        return response

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        """Say what is wrong in the one form that all errors have."""
        if isinstance(exc, SuspiciousOperation):
            return json_error("bad request", 400)
        if isinstance(exc, Gone):
            return json_error(GONE, 410)
        if isinstance(exc, Http404):
            return json_error(NOT_FOUND, 404)  # the same, whatever was not found
        response = super().handle_exception(exc)
        if "message" not in response.data:
            response.data = {"message": str(response.data.get("detail", exc))}
        response.data["message"] = response.data["message"][:LONGEST_MESSAGE]
        return response

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().finalize_response(request, response, *args, **kwargs)
        if not isinstance(response, Response):  # a redirect: Django says HTML
            response.headers["Content-Type"] = "application/json"
        open_to_all(response)
        return response
