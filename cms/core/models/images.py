"""Pictures and documents. Their paths cannot be guessed from one another."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from cms.core.fields import DocumentField, PictureField
from cms.core.grants import with_key
from cms.core.models.files import StoredFileMixin
from cms.core.uploads import check_document, safe_picture


TOKEN_BYTES = 12  # 96 random bits, 16 characters
LONGEST_FILE_NAME = 60


def unguessable_path(folder: str, filename: str) -> str:
    """Return `folder/<random>/<file name>`, short enough for a 100-character column."""
    path = PurePosixPath(filename)
    name = path.stem[: LONGEST_FILE_NAME - len(path.suffix)] + path.suffix
    return f"{folder}/{secrets.token_urlsafe(TOKEN_BYTES)}/{name}"


def document_upload_to(document: CustomDocument, filename: str) -> str:
    """Return where an uploaded document is stored."""
    return unguessable_path("documents", filename)


class Licence(models.TextChoices):
    """What others may do with a picture, by SPDX identifier where there is one."""

    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved")
    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution-ShareAlike 4.0")
    CC_BY_NC = "CC-BY-NC-4.0", _("Creative Commons Attribution-NonCommercial 4.0")
    CC_BY_NC_ND = (
        "CC-BY-NC-ND-4.0",
        _("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0"),
    )
    CC0 = "CC0-1.0", _("Public domain (CC0)")


class CustomImage(StoredFileMixin, AbstractImage):
    """A picture with who made it and what may be done with it."""

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_(
            "Who made the picture, as it should be printed, such as “IOM UK / Amina "
            "Khan”. Partners show it beside the picture."
        ),
    )
    licence = models.CharField(
        _("licence"),
        max_length=32,
        choices=Licence.choices,
        default=Licence.ALL_RIGHTS_RESERVED,
        help_text=_("What partners and the press may do with the picture."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]
        indexes = [models.Index(fields=["file"], name="image_by_file")]

    @property
    def default_alt_text(self) -> str:
        """The description. The title is often a file name, so it never stands in."""
        return self.description

    def get_upload_to(self, filename: str) -> str:
        return unguessable_path(
            "original_images", PurePosixPath(super().get_upload_to(filename)).name
        )

    def check_new_file(self) -> None:
        self.file = safe_picture(self.file.file, self.file.name)  # type: ignore[assignment]

    def forget_old_file(self) -> None:
        self.renditions.all().delete()


class CustomRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(
        CustomImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="unique_rendition",
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    def __str__(self) -> str:
        return f"{self.image} ({self.filter_spec})"

    @property
    def url(self) -> str:
        """The address, with a key while one is being given (`cms.core.grants`)."""
        return with_key(super().url)

    def get_upload_to(self, filename: str) -> str:
        return unguessable_path(
            "images", PurePosixPath(super().get_upload_to(filename)).name
        )


class CustomDocument(StoredFileMixin, AbstractDocument):
    """A file to download, such as a press kit or a report."""

    file = DocumentField(_("file"), upload_to=document_upload_to)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def url(self) -> str:
        """The address, with a key while one is being given (`cms.core.grants`)."""
        return with_key(super().url)

    def check_new_file(self) -> None:
        check_document(self.file.file, self.file.name or "")
