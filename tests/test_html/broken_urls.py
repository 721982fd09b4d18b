"""Addresses of a site that breaks, to see its error page."""

from __future__ import annotations

from django.urls import path


def broken(request):
    raise RuntimeError("This page is broken on purpose.")


urlpatterns = [path("", broken)]
