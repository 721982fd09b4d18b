from __future__ import annotations

from django.urls import path

from search.views import search, suggest


urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="search_suggest"),
]
