"""The endpoints. Import them from here."""

from __future__ import annotations

from cms.api.views.files import DocumentsAPIViewSet, ImagesAPIViewSet
from cms.api.views.page_types import (
    EditionsAPIViewSet,
    PressReleasesAPIViewSet,
    StoriesAPIViewSet,
)
from cms.api.views.pages import PagesAPIViewSet
from cms.api.views.previews import PagePreviewAPIViewSet
from cms.api.views.redirects import RedirectsAPIViewSet
from cms.api.views.snippets import PartnersAPIViewSet, ProgrammesAPIViewSet


__all__ = [
    "DocumentsAPIViewSet",
    "EditionsAPIViewSet",
    "ImagesAPIViewSet",
    "PagePreviewAPIViewSet",
    "PagesAPIViewSet",
    "PartnersAPIViewSet",
    "PressReleasesAPIViewSet",
    "ProgrammesAPIViewSet",
    "RedirectsAPIViewSet",
    "StoriesAPIViewSet",
]
