"""Wagtail's forms for pictures and documents.

Wagtail's own field for pictures decodes them before it counts their pixels, and some
that are broken stop its request. Here the head is looked at first.

When a file is replaced, Wagtail's own forms delete the old one at once, and all
renditions after the new ones were made. Here the models do it, when the change is
certain (`cms.core.models.files`).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.core.uploads import check_picture
from cms.core.uploads.pictures import BROKEN


class PictureFormField(WagtailImageField):
    """A field for a picture that may be anything."""

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            check_picture(data, data.name)
        try:
            return super().to_python(data)
        except BROKEN as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


class PictureForm(BaseImageForm):
    """The form of a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureFormField(
                label=field.label, required=field.required, widget=field.widget
            )

    def save(self, commit: bool = True) -> Any:
        self.original_file = None
        return super().save(commit=commit)


class DocumentForm(BaseDocumentForm):
    """The form of a document."""

    def save(self, commit: bool = True) -> Any:
        self.original_file = None
        return super().save(commit=commit)
