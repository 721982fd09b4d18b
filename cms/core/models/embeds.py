"""Pages that other websites show as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt

from csp.constants import NONE, SELF
from csp.decorators import csp_replace

from cms.core.loading import load_relations
from cms.core.models.below import PageWithForms, form
from cms.core.references import current_references
from cms.core.urls import absolute_url


if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.models import Page

#: The address of the card, below that of its page.
EMBED = "embed"
#: Any website may show the card in a frame. In there it loads our own files only.
CARD_POLICY = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
    "img-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
}


class EmbeddablePage(PageWithForms):
    """A page with a small card of it at `embed/`, for the frames of other websites.

    Visitors see the card wherever they see the page, and nowhere else: it is the page
    itself that answers.
    """

    #: What stands above the title on the card: the kind of page, and when it was.
    embed_details_template: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def embed_url(self) -> str | None:
        """The absolute address of the card, None where the page has none either."""
        return self.canonical_url and f"{self.canonical_url}{EMBED}/"

    @property
    def oembed_url(self) -> str | None:
        """Where other websites learn how to show the card (oEmbed)."""
        if not self.canonical_url:
            return None
        query = urlencode({"url": self.canonical_url, "format": "json"})
        return f"{absolute_url(reverse('oembed'))}?{query}"

    @property
    def public_parent(self) -> Page | None:
        """The page above, while it is public."""
        return current_references().parents([self]).get(self.path)

    @form(f"{EMBED}/")
    @method_decorator([xframe_options_exempt, csp_replace(CARD_POLICY)])
    def embed_card(self, request: HttpRequest) -> TemplateResponse:
        """Show the card; it needs no script, no cookie and no other website."""
        if self.card_image_field:
            load_relations([self], [f"{self.card_image_field}__renditions"])
        response = TemplateResponse(request, "embed_card.html", {"page": self})
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
