"""Pictures, films and files in a story."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.core.blocks.base import ContentBlock
from cms.core.blocks.choosers import DocumentFileBlock, PictureChooserBlock
from cms.core.blocks.text import BlockList
from cms.core.references import current_references
from cms.core.serializers import Representation, represent_image


MEDIA_GROUP = _("Pictures and files")

#: Hosts whose films may be shown, each with the name that visitors know it by.
VIDEO_PROVIDERS = {
    "youtube.com": "YouTube",
    "www.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}


class PictureValue(StructValue):
    """A picture in its place in a story."""

    @property
    def alt(self) -> str:
        """The text alternative here: none if decorative, else the editor's words."""
        if self["decorative"]:
            return ""
        image = self["image"]
        return self["alt_text"] or (image.default_alt_text if image else "")


class PictureBlock(ContentBlock):
    """A picture with its caption."""

    image = PictureChooserBlock(label=_("Picture"))
    alt_text = CharBlock(
        required=False,
        max_length=255,
        label=_("Description for people who cannot see it"),
        help_text=_(
            "What the picture shows, in this story. Leave it empty to use the "
            "picture's own description."
        ),
    )
    decorative = BooleanBlock(
        required=False,
        label=_("Only decoration"),
        help_text=_("Tick this if the story loses nothing without the picture."),
    )
    caption = CharBlock(
        required=False,
        max_length=255,
        label=_("Caption"),
        help_text=_("Shown below the picture. The credit is added by itself."),
    )

    plain_text_fields = ("caption",)

    def clean(self, value: PictureValue) -> PictureValue:
        """Ask for a text alternative unless the picture is decorative."""
        value = super().clean(value)
        if not value["decorative"] and not value.alt:
            raise StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(
                        _(
                            "Say what the picture shows, or tick “Only decoration”. "
                            "The picture has no description of its own."
                        )
                    )
                }
            )
        return value

    def get_api_representation(
        self, value: PictureValue, context: dict[str, Any] | None = None
    ) -> Representation | None:
        """Return the picture itself, with the alternative and caption given here."""
        return represent_image(
            value["image"],
            context or {},
            alt=value.alt,
            caption=value["caption"],
        )

    def get_preview_value(self) -> PictureValue:
        """Show the newest picture of the library."""
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("-pk").first(),
                "alt_text": "",
                "decorative": False,
                "caption": "Rehearsing before the doors open.",
            }
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = MEDIA_GROUP
        description = _("One picture as wide as the text, with a caption.")
        template = "blocks/picture_block.html"
        value_class = PictureValue


class GalleryBlock(ContentBlock):
    """Several pictures side by side."""

    pictures = BlockList(PictureBlock(), min_num=2, max_num=12, label=_("Pictures"))

    plain_text_fields = ("pictures",)

    def get_preview_value(self) -> StructValue:
        """Show the newest pictures of the library."""
        images = get_image_model().objects.order_by("-pk")[:3]
        return self.normalize(
            {
                "pictures": [
                    {"image": image, "alt_text": "", "decorative": False, "caption": ""}
                    for image in images
                ]
            }
        )

    class Meta:
        icon = "table"
        label = _("Gallery")
        group = MEDIA_GROUP
        description = _("Two to twelve pictures side by side.")
        template = "blocks/gallery_block.html"


class VideoValue(StructValue):
    """A film on another site."""

    @property
    def provider(self) -> str:
        """The name of the site that shows the film, such as “YouTube”."""
        return VIDEO_PROVIDERS.get(urlsplit(self["url"]).hostname or "", "")


class VideoBlock(ContentBlock):
    """A film, shown as a link: nothing is asked of another site before a click."""

    url = URLBlock(
        label=_("Address of the film"),
        help_text=_("The address of its page on YouTube or Vimeo."),
    )
    title = CharBlock(max_length=160, label=_("Title of the film"))
    transcript = TextBlock(
        required=False,
        label=_("Transcript"),
        help_text=_(
            "What is said and shown, in words, for people who cannot hear or see it."
        ),
    )

    plain_text_fields = ("title", "url", "transcript")

    def clean(self, value: VideoValue) -> VideoValue:
        """Refuse addresses of other sites than the allowed ones."""
        value = super().clean(value)
        if not value.provider or urlsplit(value["url"]).scheme != "https":
            raise StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        _(
                            "Give the address of a film on YouTube or Vimeo, "
                            "beginning with https://."
                        )
                    )
                }
            )
        return value

    def get_api_representation(
        self, value: VideoValue, context: dict[str, Any] | None = None
    ) -> Representation:
        return {
            **super().get_api_representation(value, context),
            "provider": value.provider,
        }

    class Meta:
        icon = "media"
        label = _("Film")
        group = MEDIA_GROUP
        description = _("A film on YouTube or Vimeo, opened with a click.")
        template = "blocks/video_block.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://vimeo.com/000000000",
            "title": "Singing Our Lives: the concert",
            "transcript": "A choir of many ages walks on to the stage.",
        }


class DocumentValue(StructValue):
    """A file in its place in a story."""

    @property
    def public_document(self) -> Any:
        """The document, unless it is for some people only."""
        document = self.get("document")
        known = document and current_references().documents([document.pk])
        return document if known else None


class DocumentBlock(ContentBlock):
    """A file to download."""

    document = DocumentFileBlock(label=_("Document"))
    title = CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Leave it empty to use the document's own title."),
    )

    def get_plain_text(self, value: DocumentValue) -> str:
        document = value.public_document
        return (value["title"] or document.title) if document else ""

    def get_api_representation(
        self, value: StructValue, context: dict[str, Any] | None = None
    ) -> Representation | None:
        """Return the document itself, under the title given here."""
        data = self.child_blocks["document"].get_api_representation(
            value["document"], context
        )
        return data and {**data, "title": value["title"] or data["title"]}

    def get_preview_value(self) -> StructValue:
        """Show the newest document of the library, if there is one."""
        document = get_document_model().objects.order_by("-pk").first()
        return self.normalize({"document": document, "title": "Programme"})

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = MEDIA_GROUP
        description = _("A file to download, with its type and size.")
        template = "blocks/document_block.html"
        value_class = DocumentValue
