"""Editions, programmes and venues in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from refugeeweek.models import EditionPage, Programme, Venue


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wagtail.models import Page


@hooks.register("before_copy_page")
def start_a_new_edition(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to the form of a new edition: a year has one, so none can be copied."""
    if page.specific_class is not EditionPage:
        return None
    messages.warning(
        request,
        _(
            "An edition belongs to its year and cannot be copied. This is the form for "
            "a new one."
        ),
    )
    opts = EditionPage._meta
    parent = page.get_parent()
    return redirect(
        "wagtailadmin_pages:add", opts.app_label, opts.model_name, parent.pk
    )


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "folder-open-1"
    list_display = ["name", "since_year", "locale"]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    list_display = ["name", "city", "country", "locale"]
    list_per_page = 50


register_snippet(ProgrammeViewSet)
register_snippet(VenueViewSet)
