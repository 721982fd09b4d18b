"""The page of all press releases, and their feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from cms.core.feeds import Feed, atom_response, json_response
from cms.core.models import BasePage, IntroductionMixin, PageWithForms, form
from cms.core.whole_lists import list_below
from press.facets import RELEASE_FILTERS
from press.feeds import release_feed
from press.models.releases import PressReleasePage


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

RELEASES_ON_A_PAGE = 12


class PressReleaseIndexPage(IntroductionMixin, PageWithForms):
    """All press releases, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["press.PressReleasePage"]
    max_count_per_parent = 1

    content_panels = [
        *Page.content_panels,
        *IntroductionMixin.introduction_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
    ]
    api_fields = [*IntroductionMixin.introduction_api_fields]

    class Meta:
        verbose_name = _("index of press releases")
        verbose_name_plural = _("indexes of press releases")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `releases`, a page of the releases below this page, and `filters`."""
        context = super().get_context(request, *args, **kwargs)
        releases = PressReleasePage, "newest_first", RELEASE_FILTERS, RELEASES_ON_A_PAGE
        context["filters"], context["releases"] = list_below(request, self, *releases)
        return context

    @form("feed.atom")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the newest releases, as Atom."""
        return atom_response(self._newest(request))

    @form("feed.json")
    def json_feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the newest releases, as JSON Feed."""
        return json_response(self._newest(request))

    def _newest(self, request: HttpRequest) -> Feed:
        releases = PressReleasePage.objects.public_now().child_of(self)
        return release_feed(self, releases, request)
