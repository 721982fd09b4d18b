"""Ways on from a story: to other pages, other sites and partners."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import (
    CharBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

from cms.core.blocks.base import ContentBlock
from cms.core.blocks.choosers import PublicPageBlock, SnippetBlock
from cms.core.blocks.text import BlockList
from cms.core.querysets import public_pages
from cms.core.references import current_references
from cms.core.serializers import Representation
from cms.core.urls import absolute_page_url, page_url


LINKS_GROUP = _("Links")


class LinkValue(StructValue):
    """A link to a page of this site or to another site."""

    @property
    def public_page(self) -> Page | None:
        """The chosen page while it is public."""
        page = self.get("page")
        return page and current_references().pages([page.pk]).get(page.pk)

    @property
    def href(self) -> str:
        """Where the link leads; empty while its page is not public."""
        page = self.public_page
        return page_url(page) if page else self.get("url") or ""

    @property
    def text(self) -> str:
        """The words of the link: those given, or the page's title."""
        page = self.titled_by
        return page.title if page else self.get("label") or ""

    @property
    def titled_by(self) -> Page | None:
        """The page whose title the words are: theirs is its language, too."""
        return None if self.get("label") else self.public_page


def clean_one_target(value: StructValue) -> None:
    """Ask for a page or an address, not both and not neither."""
    if bool(value.get("page")) == bool(value.get("url")):
        error = ValidationError(
            _("Choose a page of this site or give the address of another, one of both.")
        )
        raise StructBlockValidationError(block_errors={"page": error})


class LinkBlock(StructBlock):
    """A link in a menu."""

    page = PublicPageBlock(required=False, label=_("Page of this site"))
    url = URLBlock(required=False, label=_("Address of another site"))
    label = CharBlock(
        required=False,
        max_length=60,
        label=_("Words of the link"),
        help_text=_("Leave it empty to use the page's title."),
    )

    def clean(self, value: LinkValue) -> LinkValue:
        """Ask for one target, and for words where the target has no title."""
        value = super().clean(value)
        clean_one_target(value)
        if value["url"] and not value["label"]:
            raise StructBlockValidationError(
                block_errors={"label": ValidationError(_("Give the link its words."))}
            )
        return value

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class CallToActionBlock(ContentBlock):
    """A button that asks the reader to do something."""

    text = TextBlock(
        required=False,
        max_length=300,
        label=_("Why"),
        help_text=_("A sentence before the button."),
    )
    label = CharBlock(
        max_length=60,
        label=_("Words on the button"),
        help_text=_("What happens on a click, such as “Book a place”."),
    )
    page = PublicPageBlock(required=False, label=_("Page of this site"))
    url = URLBlock(required=False, label=_("Address of another site"))

    def clean(self, value: LinkValue) -> LinkValue:
        """Ask for one target."""
        value = super().clean(value)
        clean_one_target(value)
        return value

    def get_plain_text(self, value: LinkValue) -> str:
        page = value.public_page
        target = absolute_page_url(page) if page else value.href
        return "\n".join(filter(None, [value["text"], value["label"], target]))

    class Meta:
        icon = "link-external"
        label = _("Call to action")
        group = LINKS_GROUP
        description = _("A button: book, join, read more.")
        template = "blocks/call_to_action_block.html"
        value_class = LinkValue
        preview_value = {
            "text": "The choir rehearses every week and anybody may come.",
            "label": "Join a rehearsal",
            "page": None,
            "url": "https://example.org/",
        }


class PublicPageList(BlockList):
    """Pages; those that are not public are left out of what is shown."""

    def get_api_representation(
        self, value: ListValue | None, context: dict[str, Any] | None = None
    ) -> list[Representation]:
        items = super().get_api_representation(value, context) or []
        return [item for item in items if item is not None]


class PageListValue(StructValue):
    """Pages that an editor chose."""

    @property
    def public_pages(self) -> list[Page]:
        """Those of them that are public, in the editor's order."""
        ids = [page.pk for page in self["pages"] if page]
        found = current_references().pages(ids)
        return [found[pk] for pk in ids if pk in found]


class RelatedPagesBlock(ContentBlock):
    """Pages to read next."""

    heading = CharBlock(required=False, max_length=120, label=_("Heading"))
    pages = PublicPageList(PublicPageBlock(), min_num=1, max_num=6, label=_("Pages"))

    plain_text_fields = ("heading", "pages")

    def get_preview_value(self) -> StructValue:
        """Show the newest pages of the site."""
        pages = public_pages().filter(depth__gt=2).order_by("-first_published_at")[:3]
        return self.normalize({"heading": "Read next", "pages": list(pages)})

    class Meta:
        icon = "list-ul"
        label = _("Related pages")
        group = LINKS_GROUP
        description = _("Up to six pages of this site to read next.")
        template = "blocks/related_pages_block.html"
        value_class = PageListValue


class PartnersBlock(ContentBlock):
    """Organisations behind an event."""

    heading = CharBlock(required=False, max_length=120, label=_("Heading"))
    partners = BlockList(
        SnippetBlock("core.Partner"), min_num=1, max_num=24, label=_("Partners")
    )

    plain_text_fields = ("heading", "partners")

    def get_preview_value(self) -> StructValue:
        """Show a few of the partners there are."""
        partners = self.child_blocks["partners"].child_block.model_class.objects
        return self.normalize(
            {"heading": "Our partners", "partners": list(partners.all()[:4])}
        )

    class Meta:
        icon = "group"
        label = _("Partners")
        group = LINKS_GROUP
        description = _("Names and logos of the organisations behind an event.")
        template = "blocks/partners_block.html"
