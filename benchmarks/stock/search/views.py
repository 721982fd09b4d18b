"""The search page, as `wagtail start` has it."""

from __future__ import annotations

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse

from wagtail.models import Page


def search(request: HttpRequest) -> TemplateResponse:
    query = request.GET.get("query")
    found = Page.objects.live().search(query) if query else Page.objects.none()
    paginator = Paginator(found, 10)
    try:
        results = paginator.page(request.GET.get("page", 1))
    except PageNotAnInteger:
        results = paginator.page(1)
    except EmptyPage:
        results = paginator.page(paginator.num_pages)
    context = {"search_query": query, "search_results": results}
    return TemplateResponse(request, "search/search.html", context)
