"""The endpoints of the partner API by their names."""

from __future__ import annotations

from wagtail.api.v2.router import WagtailAPIRouter

from cms.api import views


api_router = WagtailAPIRouter("wagtailapi_v2")

# `pages` comes first: a page's `detail_url` is that of the first endpoint that has it,
# so it is the same wherever the page is named.
api_router.register_endpoint("pages", views.PagesAPIViewSet)
api_router.register_endpoint("editions", views.EditionsAPIViewSet)
api_router.register_endpoint("stories", views.StoriesAPIViewSet)
api_router.register_endpoint("press-releases", views.PressReleasesAPIViewSet)
api_router.register_endpoint("images", views.ImagesAPIViewSet)
api_router.register_endpoint("documents", views.DocumentsAPIViewSet)
api_router.register_endpoint("redirects", views.RedirectsAPIViewSet)
api_router.register_endpoint("partners", views.PartnersAPIViewSet)
api_router.register_endpoint("programmes", views.ProgrammesAPIViewSet)
api_router.register_endpoint("page_preview", views.PagePreviewAPIViewSet)
