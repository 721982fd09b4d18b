"""Press releases, with what belongs to them."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    PageChooserPanel,
)
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.core.models import (
    BasePage,
    BodyMixin,
    EmbeddablePage,
    ImageMixin,
    IntroductionMixin,
    form,
)
from cms.core.references import current_references
from cms.core.rich_text import PARAGRAPH_FEATURES
from cms.core.serializers import PageReferenceField, PageReferencesField
from press.kit import kit_response
from press.models.contacts import PressContact, PressSettings
from press.querysets import PressReleaseManager
from press.serializers import AttachmentsField, ContactsField
from press.structured_data import news_article
from press.text import text_response


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


class PressReleasePage(IntroductionMixin, ImageMixin, BodyMixin, EmbeddablePage):
    """A text for journalists, dated and with somebody to call."""

    parent_page_types = ["press.PressReleaseIndexPage"]
    subpage_types: list[str] = []
    card_image_field = "image"
    embed_details_template = "press/embed_details.html"
    display_relations = (
        "release_contacts__contact",
        "release_attachments__document",
        "related_story_links",
    )

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    location = models.CharField(
        _("place"),
        max_length=80,
        blank=True,
        help_text=_("The city at the head of the release, such as “London”."),
    )
    notes_to_editors = RichTextField(
        _("notes to editors"),
        blank=True,
        features=PARAGRAPH_FEATURES,
        help_text=_("Background for journalists. It stands after “Ends”."),
    )
    edition = models.ForeignKey(
        "refugeeweek.EditionPage",
        verbose_name=_("edition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="press_releases",
        help_text=_("The year's Refugee Week that the release is about."),
    )

    objects = PressReleaseManager()

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("location")]),
        *IntroductionMixin.introduction_panels,
        *ImageMixin.image_panels,
        *BodyMixin.body_panels,
        FieldPanel("notes_to_editors"),
        InlinePanel("release_contacts", heading=_("Contacts"), label=_("Contact")),
        InlinePanel(
            "release_attachments", heading=_("Attachments"), label=_("Document")
        ),
        PageChooserPanel("edition", "refugeeweek.EditionPage"),
        InlinePanel(
            "related_story_links", heading=_("Related stories"), label=_("Story")
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *IntroductionMixin.introduction_search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("location"),
        index.SearchField("notes_to_editors"),
        index.FilterField("date"),
        index.FilterField("edition"),
    ]
    api_fields = [
        APIField("date"),
        APIField("location"),
        *IntroductionMixin.introduction_api_fields,
        *ImageMixin.image_api_fields,
        *BodyMixin.body_api_fields,
        APIField("notes_to_editors"),
        APIField("contacts", serializer=ContactsField(source="release_contacts")),
        APIField(
            "attachments", serializer=AttachmentsField(source="release_attachments")
        ),
        APIField("edition", serializer=PageReferenceField()),
        APIField(
            "related_stories",
            serializer=PageReferencesField(
                source="related_story_links", page_field="story"
            ),
        ),
    ]

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")

    @property
    def published_time(self) -> datetime | None:
        """The moment of publication, if that was on the day that the release bears.

        Otherwise that day: an old release may have been put on this site much later.
        """
        first = self.first_published_at
        if first and timezone.localdate(first) == self.date:
            return first
        return timezone.make_aware(datetime.combine(self.date, time.min))

    @property
    def contacts(self) -> list[PressContact]:
        """The release's own contacts that may be shown today."""
        rows = self.release_contacts.all()
        return [row.contact for row in rows if row.contact.is_valid]

    @property
    def attachments(self) -> list[Any]:
        """The documents that come with the release and are for everybody."""
        rows = self.release_attachments.all()
        known = current_references().documents(row.document_id for row in rows)
        return [row.document for row in rows if row.document_id in known]

    @property
    def public_edition(self) -> Page | None:
        """The edition that the release is about, while it is public."""
        if not self.edition_id:
            return None
        return current_references().pages([self.edition_id]).get(self.edition_id)

    @property
    def related_stories(self) -> list[Page]:
        """The related stories that are public, in the editor's order."""
        ids = [link.story_id for link in self.related_story_links.all()]
        found = current_references().pages(ids)
        return [found[pk] for pk in ids if pk in found]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add `contacts`."""
        context = super().get_context(request, *args, **kwargs)
        context["contacts"] = self.contacts_for(request)
        return context

    def get_structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [news_article(self, request)]

    @form("text/")
    def text_version(self, request: HttpRequest) -> HttpResponse:
        """Answer with the release as plain text."""
        return text_response(self, request)

    @form("kit.zip")
    def press_kit(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the release and its files in one."""
        return kit_response(self, request)

    def contacts_for(self, request: HttpRequest) -> list[PressContact]:
        """Return whom to call: the release's own contacts, or else the default one."""
        return self.contacts or self._default_contacts(request)

    def _default_contacts(self, request: HttpRequest) -> list[PressContact]:
        contact = PressSettings.for_request(request).default_contact
        return [contact] if contact and contact.is_valid else []


class ReleaseContact(Orderable):
    """A contact named in a release."""

    release = ParentalKey(
        PressReleasePage, on_delete=models.CASCADE, related_name="release_contacts"
    )
    contact = models.ForeignKey(
        PressContact,
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        related_name="releases",
    )

    panels = [FieldPanel("contact")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return str(self.contact)


class ReleaseAttachment(Orderable):
    """A document that comes with a release."""

    release = ParentalKey(
        PressReleasePage, on_delete=models.CASCADE, related_name="release_attachments"
    )
    document = models.ForeignKey(
        "core.CustomDocument",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return str(self.document)


class RelatedStoryLink(Orderable):
    """A story that a release leads to."""

    release = ParentalKey(
        PressReleasePage, on_delete=models.CASCADE, related_name="related_story_links"
    )
    story = models.ForeignKey(
        "refugeeweek.EventStoryPage",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("story", "refugeeweek.EventStoryPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")

    def __str__(self) -> str:
        return str(self.story)
