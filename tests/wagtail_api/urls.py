"""The addresses of Wagtail's test site, with our endpoint for pages."""

from __future__ import annotations

from django.urls import include, path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.api.views import PagesAPIViewSet


class Test10411APIViewSet(PagesAPIViewSet):
    """As in Wagtail's tests: an endpoint without `meta`."""

    meta_fields = []


api_router = WagtailAPIRouter("wagtailapi_v2")
api_router.register_endpoint("pages", PagesAPIViewSet)
api_router.register_endpoint("images", ImagesAPIViewSet)
api_router.register_endpoint("documents", DocumentsAPIViewSet)
api_router.register_endpoint("issue_10411", Test10411APIViewSet)

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/main/", api_router.urls),
    path("", include(wagtail_urls)),
]
