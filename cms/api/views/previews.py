"""Drafts for a partner's site, shown inside Wagtail's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.signing import BadSignature
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from cms.api.errors import NOT_FOUND
from cms.api.views.pages import PagesAPIViewSet
from cms.core.gathering import load_references
from cms.core.models import PreviewModesMixin, granting_files_of


if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.response import Response

#: A draft is for the editor who looks at it: kept nowhere, found nowhere, and its
#: address, which holds the token, is told to no other site.
PRIVATE_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


class PagePreviewAPIViewSet(PagesAPIViewSet):
    """The draft behind a token, as the detail endpoint would give it.

    Clients ask for item 1: wagtail-headless-preview chose that address.
    """

    name = "page_preview"

    def get_object(self) -> Page:
        if not hasattr(self, "_object"):
            model = self._get_model()
            token = self.request.GET.get("token")
            if not token:
                raise BadRequestError("token is missing: give the one of the preview.")
            try:
                self._object = model.get_page_from_preview_token(token)
            except BadSignature as error:
                raise Http404(NOT_FOUND) from error
            if self._object is None:
                raise Http404(NOT_FOUND)
            load_references([self._object])
        return self._object

    def detail_view(self, request: Request, pk: int) -> Response:
        """Answer with keys in the addresses of files that are not public yet."""
        with granting_files_of(request.GET.get("token", "")):
            return super().detail_view(request, pk)

    def _get_model(self) -> Any:
        """Return the page type that the request names."""
        name = self.request.GET.get("content_type", "")
        try:
            model = apps.get_model(name)
        except (LookupError, ValueError):
            model = None
        if model is None or not issubclass(model, PreviewModesMixin):
            raise BadRequestError(
                "content_type must be a page type such as refugeeweek.editionpage."
            )
        return model

    def finalize_response(
        self, request: Any, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in PRIVATE_HEADERS.items():
            response.headers[name] = value
        return response

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        view = cls.as_view({"get": "detail_view"})
        return [path("1/", view, {"pk": 1}, name="detail")]
