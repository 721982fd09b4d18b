"""Shared content in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.html import format_html

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.link_handlers import PublicDocumentLinkHandler, PublicPageLinkHandler
from cms.core.models import Partner, Person
from cms.core.restricted import give_files_to_readers


if TYPE_CHECKING:
    from wagtail.rich_text.feature_registry import FeatureRegistry


@hooks.register("register_rich_text_features", order=100)
def replace_link_handlers(features: FeatureRegistry) -> None:
    """Take the place of Wagtail's own handlers, which also link to drafts."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


# After Wagtail's own, which lets nobody as far as this who may not read the page.
hooks.register("on_serve_page", give_files_to_readers, order=100)


@hooks.register("insert_editor_js")
def keep_the_chosen_preview_mode() -> str:
    return format_html('<script src="{}"></script>', static("js/preview_mode.js"))


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    list_display = ["name", "url", "locale"]
    list_per_page = 50


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "role", "locale"]
    list_per_page = 50


register_snippet(PartnerViewSet)
register_snippet(PersonViewSet)
