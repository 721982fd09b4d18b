"""Addresses of the partner API, all below `/api/`."""

from __future__ import annotations

from django.urls import path, re_path

from cms.api.errors import unknown_path
from cms.api.router import api_router
from cms.api.views.changes import changes
from cms.api.views.openapi import openapi
from cms.api.views.reference import reference


urlpatterns = [
    path("v2/openapi.json", openapi, name="openapi"),
    path("v2/docs/", reference, name="reference"),
    path("v2/changes/", changes, name="changes"),
    path("v2/", api_router.urls),
    re_path(r"^(?P<path>[\s\S]*)$", unknown_path),
]
