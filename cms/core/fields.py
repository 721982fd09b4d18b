"""Columns for uploaded files. Whatever way a file comes in, it passes here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.core.uploads import check_document, picture_size, safe_picture


if TYPE_CHECKING:
    from django.core.files.base import File
    from django.db.models import Model


class PictureFieldFile(WagtailImageFieldFile):
    """A picture that is written anew before it is stored."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height; Wagtail decodes the whole picture for that."""
        was_closed = self.closed
        self.open()
        try:
            return picture_size(self)
        finally:
            if was_closed:
                self.close()

    def save(self, name: str, content: File, save: bool = True) -> None:
        super().save(name, safe_picture(content, name), save)


class PictureField(WagtailImageField):
    """A column for pictures."""

    attr_class = PictureFieldFile

    def update_dimension_fields(
        self, instance: Model, force: bool = False, *args: Any, **kwargs: Any
    ) -> None:
        """Find out how large a picture is, unless that is known.

        Django looks first whether there is a file. That makes an object for each row of
        a listing, which holds the row in a circle that only the search for garbage ends.
        """
        known = instance.__dict__
        if force or not (known.get(self.width_field) and known.get(self.height_field)):
            super().update_dimension_fields(instance, force, *args, **kwargs)


class DocumentFieldFile(FieldFile):
    """A document that is looked into before it is stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        check_document(content, name)
        super().save(name, content, save)


class DocumentField(FileField):
    """A column for documents."""

    attr_class = DocumentFieldFile
